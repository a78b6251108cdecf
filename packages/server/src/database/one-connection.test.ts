import { sql } from 'kysely'
import { expect, it } from 'vitest'

import { useDatabase } from '../testing/database.ts'

const database = useDatabase(1)

const ask = () => sql`select 1`.execute(database.db)

it('whoever asks for a second connection while they hold the first is told so, rather than left waiting', async () => {
  await expect(database.db.transaction().execute(async () => await ask())).rejects.toThrow(/second connection/)
  await expect(database.db.connection().execute(async () => await ask())).rejects.toThrow(/second connection/)
})

it('what a task began and leaves to itself may ask once the first is given back', async () => {
  let goOn = () => {}
  const later = new Promise<void>((resolve) => (goOn = resolve))
  const begun = await database.db.connection().execute(async () => ({ left: later.then(ask) }))
  goOn()
  expect((await begun.left).rows).toHaveLength(1)
})
