import type { AuditItem } from '@attune/protocol'
import { expect, test } from 'vitest'

import { actorOf, byDay, deedOf, isWorthOpening } from './history.ts'

const ENTRY: AuditItem = {
  id: '1',
  at: '2026-11-26T12:00:00.000Z',
  actor: { kind: 'person', id: 'p', name: 'Ada' },
  action: 'project.changed',
  subject: '',
  before: null,
  after: null,
}

test('an entry names whoever did it: a person, a token, or somebody at the machine', () => {
  expect(actorOf(ENTRY)).toBe('Ada')
  expect(actorOf({ ...ENTRY, actor: { kind: 'token', id: 't', name: 'deploy' } })).toBe('The token “deploy”')
  expect(actorOf({ ...ENTRY, actor: { kind: 'command', id: '', name: 'command line' } })).toBe(
    'Somebody at the command line',
  )
})

test.each<[Partial<AuditItem>, string]>([
  [{ action: 'prompt.published', subject: 'payment-feel', after: { version: 3 } }, 'published payment-feel, version 3'],
  [{ action: 'prompt.published', subject: 'payment-feel' }, 'published payment-feel'],
  [{ action: 'journey.changed', subject: 'checkout', after: { name: 'Checkout' } }, 'changed the journey Checkout'],
  [{ action: 'journey.removed', subject: 'checkout', before: { name: 'Checkout' } }, 'removed the journey Checkout'],
  [
    { action: 'member.invited', after: { email: 'ben@shop.example', role: 'editor' } },
    'invited ben@shop.example as an editor',
  ],
  [
    { action: 'member.linked', after: { email: 'ben@shop.example', issuer: 'https://id.example' } },
    'signed in with https://id.example for the first time, as ben@shop.example',
  ],
  [
    { action: 'member.unlinked', before: { email: 'ben@shop.example', issuer: 'https://id.example' } },
    'unlinked ben@shop.example from https://id.example',
  ],
  [{ action: 'member.joined', after: { email: 'ben@shop.example', role: 'viewer' } }, 'joined as a viewer'],
  [
    {
      action: 'member.role_changed',
      before: { email: 'ben@shop.example', role: 'editor' },
      after: { email: 'ben@shop.example', role: 'owner' },
    },
    'made ben@shop.example an owner, who was an editor',
  ],
  [
    { action: 'member.renamed', before: { name: 'Ada' }, after: { name: 'Ada Lovelace' } },
    'is called Ada Lovelace now',
  ],
  [{ action: 'member.renamed', before: { name: 'Ada' }, after: { name: '' } }, 'took their name away'],
  [
    { action: 'member.removed', before: { email: 'ben@shop.example', role: 'analyst' } },
    'removed ben@shop.example, who was an analyst',
  ],
  [{ action: 'token.revoked', before: { name: 'nightly' } }, 'revoked the token “nightly”'],
  [
    { action: 'sql_role.created', subject: 'bi_shop', after: { every: false } },
    'let a BI tool read the answers, as the role “bi_shop” of the database',
  ],
  [{ action: 'key.ended', subject: 'pk_old', before: { expires_at: null } }, 'ended the public key pk_old'],
  [
    { action: 'key.ended', subject: 'pk_old', after: { expires_at: '2026-12-03T12:00:00.000Z' } },
    'let the public key pk_old end on 3 December 2026',
  ],
  [
    { action: 'prompt.published', subject: 'pay', after: { wording: { default: { question: 'How was that?' } } } },
    'published pay (“How was that?”)',
  ],
])('%o is said as: %s', (entry, sentence) => {
  expect(deedOf({ ...ENTRY, ...entry })).toBe(sentence)
})

test('what a newer service writes down is still said', () => {
  expect(deedOf({ ...ENTRY, action: 'segment.renamed' as never, subject: 'vip' })).toBe('segment renamed: vip')
})

test('it is not offered where the sentence said all of it', () => {
  const after = { email: 'ben@shop.example', role: 'viewer' }
  expect(isWorthOpening({ ...ENTRY, action: 'member.joined', after })).toBe(false)
  expect(isWorthOpening({ ...ENTRY, action: 'token.created', after: { scopes: ['admin'] } })).toBe(true)
  expect(isWorthOpening({ ...ENTRY, action: 'journeys.ordered' })).toBe(false)
})

test('entries stand under the day they were made on', () => {
  const at = (id: string, day: number): AuditItem => ({ ...ENTRY, id, at: new Date(2026, 10, day, 9).toISOString() })
  const days = byDay([at('3', 26), at('2', 26), at('1', 25), at('0', 2)], new Date(2026, 10, 26, 23, 59))
  expect(days.map(({ day, entries }) => [day, entries.map(({ id }) => id)])).toEqual([
    ['Today', ['3', '2']],
    ['Yesterday', ['1']],
    ['Monday 2 November', ['0']],
  ])
})
