import { MAX_COMMENT } from '@attune/protocol'

import { redact } from './redact.ts'

/**
 * Takes out of every text what PostgreSQL cannot hold (NUL, halves of characters) and what shows otherwise than it reads: controls
 * of terminals, and those that turn the direction of what follows.
 *
 * The former would fail the insert, and with it every other event of the batch; the latter let a text pass for another in a table
 * or a log. The marks that right-to-left scripts need stay. Where there is nothing to take out, which is nearly always, the value
 * itself comes back; keys are left as they are.
 */
export function tidyTexts(value: unknown): unknown {
  return isTidy(value) ? value : makeTidy(value)
}

function isTidy(value: unknown): boolean {
  if (typeof value === 'string') return isTidyText(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isTidy)
  for (const name in value) if (!isTidy((value as Record<string, unknown>)[name])) return false
  return true
}

function makeTidy(value: unknown): unknown {
  if (typeof value === 'string') return tidyText(value)
  if (Array.isArray(value)) return value.map(makeTidy)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, makeTidy(inner)]))
}

/**
 * Brings a report to the shape that is kept: a page is a path alone, a comment is cut where the widget stops typing, a reason
 * where codes end; a comment that says nothing is left away. What names a person is taken out of a comment, a page and traits.
 *
 * What is not of the right type is left to the schema to refuse. Where there is nothing to change, the report itself comes back.
 */
export function tidyEvent(event: Record<string, unknown>): Record<string, unknown> {
  const { comment, context, answers, reason } = event
  if (comment === undefined && context === undefined && answers === undefined && reason === undefined) return event
  const tidied = { ...event }
  if (answers === null) delete tidied['answers']
  else if (answers !== undefined) tidied['answers'] = tidyAnswers(answers)
  if (context !== undefined) tidied['context'] = tidyContext(context)
  if (typeof reason === 'string') tidied['reason'] = tidyText(reason.slice(0, MAX_REASON))
  const words = typeof comment === 'string' ? tidyText(comment.trim().slice(0, MAX_COMMENT)).trim() : comment
  if (words === '' || words === null) delete tidied['comment']
  else if (typeof words === 'string') tidied['comment'] = redact(words)
  return tidied
}

/** A context whose page is a path alone: what follows `?` or `#` can hold anything about anybody. */
export function tidyContext(context: unknown): unknown {
  if (!isObject(context)) return context
  const { page, locale, traits } = context
  const tidied = { ...context }
  if (typeof page === 'string') tidied['page'] = pathOf(page)
  if (typeof locale === 'string') tidied['locale'] = locale.slice(0, MAX_LOCALE)
  if (isObject(traits)) tidied['traits'] = mapTexts(traits, redact)
  return tidied
}

/**
 * What a page's device has given up, by a reason that we know; anything else is `other`. Never a cause to refuse a batch.
 *
 * Source of the reasons: the books of the SDK. Each becomes a key of the counts, so they are bounded.
 */
export function tidyDropped(dropped: unknown): Record<string, number> {
  const tidied: Record<string, number> = {}
  if (!isObject(dropped)) return tidied
  for (const [said, n] of Object.entries(dropped).slice(0, MAX_REASONS)) {
    if (typeof n !== 'number' || !(n >= 1)) continue
    const reason = DROPPED.has(said) ? said : /^[45]\d\d$/.test(said) ? `http_${said.charAt(0)}xx` : 'other'
    tidied[reason] = Math.min((tidied[reason] ?? 0) + Math.floor(n), MAX_DROPPED)
  }
  return tidied
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What is written in a follow-up is cut where the schema would refuse the whole answer for it. */
function tidyAnswers(answers: unknown): unknown {
  if (!isObject(answers)) return answers
  const cut = (text: unknown) => (typeof text === 'string' ? tidyText(text.slice(0, MAX_FOLLOW_UP)) : text)
  return Object.fromEntries(Object.entries(answers).map(([id, all]) => [id, Array.isArray(all) ? all.map(cut) : all]))
}

const MAX_PAGE = 512
const MAX_LOCALE = 35
const MAX_REASON = 64
const MAX_FOLLOW_UP = 500
const MAX_REASONS = 50
/** More events than any device holds. */
const MAX_DROPPED = 1_000_000
const DROPPED = new Set([
  'overflow',
  'too_old',
  'corrupt',
  'malformed',
  'unknown_step',
  'unknown_journey',
  'unknown_prompt',
  'unknown_version',
  'feel_out_of_range',
  'in_the_future',
  'quarantined',
  'bot',
])

function pathOf(page: string): string {
  const [path = ''] = page.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/, 1)
  return redact(tidyText(path.slice(0, MAX_PAGE)))
}

function mapTexts(map: Record<string, unknown>, change: (text: string) => string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => [name, typeof value === 'string' ? change(value) : value]),
  )
}

function tidyText(text: string): string {
  return isTidyText(text) ? text : text.replace(/\p{Surrogate}/gu, '').replace(EVERY_UNSEEN, '')
}

const isTidyText = (text: string): boolean => text.isWellFormed() && !UNSEEN.test(text)

/** Controls but for tab and line ends; overrides, embeddings and isolates of direction. */
const UNSEEN = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u
const EVERY_UNSEEN = new RegExp(UNSEEN, 'gu')
