import type { Migration } from 'kysely/migration'

import * as groundFloor from './0001_ground_floor.ts'

/** Every migration by name, in order, listed by hand so that nothing depends on a folder's contents. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001_ground_floor': groundFloor,
}
