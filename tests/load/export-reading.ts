import { once } from 'node:events'

import { laneOf } from '../../packages/server/src/database/lane.ts'
import { createOwnClient, openDatabase } from '../../packages/server/src/database/open.ts'
import { readAnswersQuery } from '../../packages/server/src/export/query.ts'
import { type AnswersAsked, readAnswers } from '../../packages/server/src/export/read-answers.ts'
import { SHOP } from './export-answers.ts'

/** Reads every answer as an export does, and throws it away: what `pnpm bench export` holds exports against. */
const { db } = openDatabase(process.argv[2] ?? '', 2, () => {})
process.send?.('ready')
await once(process, 'message')
let rows = 0
const client = createOwnClient(db, {})
await client.connect()
const asked: AnswersAsked = {
  lane: laneOf(SHOP),
  project: SHOP,
  privacy: 'open',
  ...readAnswersQuery({}, 'open'),
  after: null,
}
const take = (): boolean => {
  rows++
  return true
}
const pages = readAnswers(client, db, asked, { take, ready: async () => {} })
while ((await pages.next()).done !== true);
await client.end()
process.send?.(rows)
// It is looked at until it is ended.
await once(process, 'message')
