import { randomUUID } from 'node:crypto'

import type { AnsweredEvent, Context, Privacy } from '@attune/protocol'

import { commitBatch } from '../collect/commit.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { createDirectory } from '../configure/directory.ts'
import type { Db } from '../database/open.ts'
import { readingShop } from './reader.ts'
import { answerOf, shop } from './shop.ts'

const DAY_MS = 86_400_000
/** When answers come in, where nothing else is said. */
const CAME = new Date('2026-03-10T12:00:00Z')

/** So many days after answers came in. */
export function daysOn(days: number): Date {
  return new Date(CAME.getTime() + days * DAY_MS)
}

/** The shop with a promise to people, and somebody who asks about it. */
export async function promisingShop(db: Db, privacy: Privacy = 'confidential') {
  const document = shop()
  document.project.privacy = privacy
  await applyConfiguration(db, 'shop', document)
  return await readingShop(db)
}

/** Stores one answer for each score, each of somebody else unless it is said of whom. */
export async function answerAs(
  db: Db,
  feels: number[],
  {
    person,
    context = { device: 'mobile' },
    receivedAt = CAME,
    ...more
  }: { person?: string; context?: Context; receivedAt?: Date } & Partial<AnsweredEvent> = {},
): Promise<void> {
  const project = await createDirectory(db).byId('shop')
  if (!project) throw new Error('There is no shop.')
  for (const feel of feels) {
    const events = [answerOf({ at: receivedAt.toISOString(), feel, ...more })]
    const receipt = { accepted: 1, rejected: [] }
    const [batch, visitor] = [randomUUID(), person ?? randomUUID()]
    await commitBatch(db, { batch, receivedAt, origin: 'live', visitor, context, receipt, events, project })
  }
}
