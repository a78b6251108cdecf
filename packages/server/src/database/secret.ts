import { createHmac, randomBytes } from 'node:crypto'

import type { Db } from './open.ts'

/**
 * A secret that all nodes share and that only the database knows, made by whoever asks first.
 *
 * @param purpose Each has a secret of its own, so that what one lets somebody see helps them with no other.
 */
export async function sharedSecret(db: Db, purpose: string): Promise<Buffer> {
  await db
    .insertInto('secrets')
    .values({ name: NAME, secret: randomBytes(32) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const { secret } = await db.selectFrom('secrets').select('secret').where('name', '=', NAME).executeTakeFirstOrThrow()
  return createHmac('sha256', secret).update(purpose).digest()
}

const NAME = 'service'
