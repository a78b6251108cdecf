import { MAX_COMMENT } from '@attune/protocol'

/**
 * Takes out of every text what PostgreSQL cannot hold: NUL, and halves of characters.
 *
 * Either would fail the insert, and with it every other event of the batch. Objects are made anew; keys are left as they are.
 */
export function tidyTexts(value: unknown): unknown {
  if (typeof value === 'string') return tidyText(value)
  if (Array.isArray(value)) return value.map(tidyTexts)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, tidyTexts(inner)]))
}

/**
 * Brings a report to the shape that is kept: a page is a path alone, and a comment is cut where the widget stops typing; one
 * that says nothing is left away.
 *
 * What is not of the right type is left to the schema to refuse.
 */
export function tidyEvent(event: Record<string, unknown>): Record<string, unknown> {
  const { comment, context, ...rest } = event
  const tidied: Record<string, unknown> = rest
  if (context !== undefined) tidied['context'] = tidyContext(context)
  if (typeof comment === 'string') {
    const words = tidyText(comment.trim().slice(0, MAX_COMMENT)).trim()
    if (words !== '') tidied['comment'] = words
  } else if (comment !== undefined && comment !== null) tidied['comment'] = comment
  return tidied
}

/** A context whose page is a path alone: what follows `?` or `#` can hold anything about anybody. */
export function tidyContext(context: unknown): unknown {
  if (!isObject(context) || typeof context['page'] !== 'string') return context
  return { ...context, page: pathOf(context['page']) }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const MAX_PAGE = 512

function pathOf(page: string): string {
  const [path = ''] = page.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/, 1)
  return tidyText(path.slice(0, MAX_PAGE))
}

function tidyText(text: string): string {
  return text.isWellFormed() && !text.includes('\0') ? text : text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '')
}
