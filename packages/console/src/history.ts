import type { AuditAction, AuditItem, Role } from '@attune/protocol'

import { isRecord } from './differences.ts'
import { wordsOf } from './roles.ts'
import { dateInWords } from './when.ts'

/** Who changed something, as a sentence begins. */
export function actorOf({ actor: { kind, name } }: AuditItem): string {
  if (kind === 'command') return 'Somebody at the command line'
  return kind === 'token' ? `The token “${name}”` : name
}

/** What they did, as the sentence goes on: `published payment-feel, version 3`. */
export function deedOf(item: AuditItem): string {
  const say = DEEDS[item.action] as ((entry: Entry) => string) | undefined
  // A newer service may write down what this page does not know yet.
  return say?.(entryOf(item)) ?? `${item.action.replaceAll(/[._]/gu, ' ')}: ${item.subject}`
}

/** Whether what was and what is say more than the sentence did. */
export const isWorthOpening = ({ action, before, after }: AuditItem): boolean =>
  (before !== null || after !== null) && !SAID_WHOLLY.has(action)

/** The entries of a day, newest first, under the day's name. */
export interface HistoryDay {
  day: string
  entries: AuditItem[]
}

/** @param entries Newest first. Days are of whoever reads. */
export function byDay(entries: readonly AuditItem[], now: Date): HistoryDay[] {
  const days: HistoryDay[] = []
  for (const entry of entries) {
    const day = dayName(new Date(entry.at), now)
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

function dayName(at: Date, now: Date): string {
  const midnight = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000)
  if (days <= 1) return days === 1 ? 'Yesterday' : 'Today'
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const }
  return new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', ...year }).format(at)
}

interface Entry {
  subject: string
  /** A text of what it became or was, or ''. */
  text: (key: string) => string
  /** The same of what it was. */
  was: (key: string) => string
  /** The same of what it became. */
  is: (key: string) => string
  roleNow: string
  /** What a prompt asks, where it was written down. */
  question: string
}

function entryOf({ subject, before, after }: AuditItem): Entry {
  const text = (key: string): string => textIn(after, key) || textIn(before, key)
  const question = questionIn(after) || questionIn(before)
  return {
    subject,
    text,
    was: (key) => textIn(before, key),
    is: (key) => textIn(after, key),
    roleNow: roleIn(text('role')),
    question,
  }
}

const DEEDS: Record<AuditAction, (entry: Entry) => string> = {
  'project.created': ({ text }) => `made the project${quoted(text('name'))}`,
  'project.changed': () => 'changed the project’s settings',
  'project.deletion_planned': () => 'planned to delete the project',
  'project.deletion_called_off': () => 'called the deletion of the project off',
  'configuration.applied': () => 'applied the configuration from a file',
  'key.created': ({ subject }) => `made the public key ${subject}`,
  'key.ended': ({ subject, is }) => {
    const until = is('expires_at')
    return until === ''
      ? `ended the public key ${subject}`
      : `let the public key ${subject} end on ${dateInWords(new Date(until))}`
  },
  'journey.created': (entry) => `made the journey ${named(entry)}`,
  'journey.changed': (entry) => `changed the journey ${named(entry)}`,
  'journey.removed': (entry) => `removed the journey ${named(entry)}`,
  'journeys.ordered': () => 'put the journeys in another order',
  'prompt.published': (entry) => {
    const version = entry.text('version')
    return `published ${prompted(entry)}${version === '' ? '' : `, version ${version}`}`
  },
  'prompt.paused': (entry) => `paused ${named(entry)}`,
  'prompt.resumed': (entry) => `resumed ${named(entry)}`,
  'prompt.ended': (entry) => `ended ${prompted(entry)} for good`,
  'prompt.removed': (entry) => `removed the prompt ${prompted(entry)}`,
  'member.invited': ({ text, roleNow }) => `invited ${text('email')} as ${roleNow}`,
  'member.joined': ({ roleNow }) => `joined as ${roleNow}`,
  'member.role_changed': ({ text, was, roleNow }) => `made ${text('email')} ${roleNow}, who was ${roleIn(was('role'))}`,
  'member.renamed': ({ is }) => (is('name') === '' ? 'took their name away' : `is called ${is('name')} now`),
  'member.removed': ({ text, roleNow }) => `removed ${text('email')}, who was ${roleNow}`,
  'member.linked': ({ text }) => `signed in with ${text('issuer')} for the first time, as ${text('email')}`,
  'member.unlinked': ({ was }) => `unlinked ${was('email')} from ${was('issuer')}`,
  'invitation.withdrawn': ({ text }) => `withdrew the invitation of ${text('email')}`,
  'token.created': ({ text }) => `made the token${quoted(text('name'))}`,
  'token.revoked': ({ text }) => `revoked the token${quoted(text('name'))}`,
  'answer.tagged': () => 'changed the tags of an answer',
  'tag.put': ({ text }) => `changed which answers are tagged${quoted(text('tag'))}`,
  'tag.renamed': ({ was, is }) => `renamed the tag “${was('tag')}” to “${is('tag')}”`,
  'tag.removed': ({ was }) => `removed the tag “${was('tag')}” from every answer`,
  'theme_rules.changed': () => 'changed the rules of themes',
  'link.created': ({ text }) => `made the link${quoted(text('name'))} to ${text('journey')}`,
  'link.revoked': ({ text }) => `revoked the link${quoted(text('name'))} to ${text('journey')}`,
  'sql_role.created': ({ subject }) => `let a BI tool read the answers, as the role “${subject}” of the database`,
  'sql_role.ended': ({ subject }) => `ended the role “${subject}” of the database`,
}

const prompted = ({ subject, question }: Entry): string => (question === '' ? subject : `${subject} (“${question}”)`)
const named = ({ subject, text }: Entry): string => text('name') || subject
const quoted = (name: string): string => (name === '' ? '' : ` “${name}”`)
const roleIn = (role: string): string => (role === '' ? 'a member' : wordsOf(role as Role).one)

/** Of a prompt's document, in the project's own words. */
function questionIn(value: unknown): string {
  const wording = isRecord(value) ? value['wording'] : undefined
  return textIn(isRecord(wording) ? wording['default'] : undefined, 'question')
}

function textIn(value: unknown, key: string): string {
  const found = isRecord(value) ? value[key] : undefined
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}

const SAID_WHOLLY: ReadonlySet<AuditAction> = new Set<AuditAction>([
  ...([
    'member.invited',
    'member.joined',
    'member.role_changed',
    'member.renamed',
    'member.removed',
    'invitation.withdrawn',
  ] as const),
  ...(['member.linked', 'member.unlinked'] as const),
  ...(['key.created', 'key.ended', 'token.revoked', 'tag.renamed'] as const),
  ...(['sql_role.created', 'sql_role.ended'] as const),
  ...(['prompt.paused', 'prompt.resumed', 'prompt.ended'] as const),
])
