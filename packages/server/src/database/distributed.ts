import type { Run } from './run.ts'

/**
 * Whether the tables of projects are spread over the nodes of a cluster, by their lane.
 *
 * Then one transaction carries one lane, in plain statements. `citus_tables` is there with the extension Citus alone.
 */
export async function isDistributed(run: Run): Promise<boolean> {
  const [found] = await run<{ found: boolean }>(HAS_CITUS, [])
  if (!found?.found) return false
  const rows = await run(IS_SPREAD, [])
  return rows.length > 0
}

const HAS_CITUS = { name: 'has_citus', text: `select to_regclass('citus_tables') is not null as found` }
const IS_SPREAD = {
  name: 'is_spread',
  text: `select from citus_tables where table_name = 'answers'::regclass`,
}
