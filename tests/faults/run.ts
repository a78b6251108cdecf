import { type Extent, killEmbedded, killPostgres, killService } from './kills.ts'
import {
  canMount,
  exhaustConnections,
  fillDisk,
  migrateDuringLoad,
  type Outage,
  restartNodes,
  slowDown,
  stopPostgres,
} from './outages.ts'

/**
 * `pnpm faults [NAME …] [--short]`: breaks the service and its database in every way that we know of, under load, and prints whether
 * anything acknowledged was lost or taken twice. Ends with 1 where something was.
 *
 * The whole takes about half an hour; `--short` some minutes. It is bounded: what hangs is ended.
 */
const IS_SHORT = process.argv.includes('--short')
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'))

/** Half of the answers for each of the two that are killed two hundred times. */
const KILLS: Extent = IS_SHORT ? { cycles: 5, answers: 5_000 } : { cycles: 200, answers: 260_000 }
const EMBEDDED: Extent = IS_SHORT ? { cycles: 6, answers: 3_000 } : { cycles: 102, answers: 50_000 }
const CONTROL: Extent = IS_SHORT ? { cycles: 5, answers: 5_000 } : { cycles: 12, answers: 20_000 }
const LIMIT_MS = IS_SHORT ? 300_000 : 2_400_000

interface Row {
  /** What happened, in short. */
  says: string
  isGood: boolean
}

const FAULTS: Record<string, () => Promise<Row>> = {
  'kill-service': async () => rowOf(await killService(KILLS), 30_000),
  'kill-postgres': async () => rowOf(await killPostgres(KILLS), 5_000),
  'not-durable': async () => {
    const { acknowledged, lost } = await killPostgres(CONTROL, false)
    return { says: `${acknowledged} acknowledged, ${lost} lost: the control must lose some`, isGood: lost > 0 }
  },
  'kill-embedded': async () => {
    const killed = await killEmbedded(EMBEDDED)
    const row = rowOf(killed, 10_000)
    return {
      says: `${row.says}; ${killed.strays.length} processes left`,
      isGood: row.isGood && killed.strays.length === 0,
    }
  },
  'stop-postgres': async () => rowOf(await stopPostgres(IS_SHORT ? 4_000 : 120_000), 5_000, true),
  'exhaust-connections': async () => rowOf(await exhaustConnections(IS_SHORT ? 4_000 : 60_000), 5_000, true),
  'slow-database': async () => rowOf(await slowDown(IS_SHORT ? 15_000 : 90_000), 15_000),
  'restart-nodes': async () => rowOf(await restartNodes(IS_SHORT ? 2 : 20), 5_000),
  migrate: async () => rowOf(await migrateDuringLoad(IS_SHORT ? 2 : 20), 5_000),
  'full-disk': async () =>
    (await canMount())
      ? rowOf(await fillDisk(IS_SHORT ? 4_000 : 30_000), 15_000, true)
      : { says: 'left out: only root may mount a small disk', isGood: true },
}

for (const [name, play] of Object.entries(FAULTS)) {
  if (names.length > 0 && !names.includes(name)) continue
  const from = performance.now()
  const { says, isGood } = await Promise.race([play(), overdue()]).catch((error: unknown) => ({
    says: error instanceof Error ? (error.stack ?? error.message) : String(error),
    isGood: false,
  }))
  const seconds = Math.round((performance.now() - from) / 1000)
  process.stdout.write(`${isGood ? 'ok  ' : 'FAIL'} ${name.padEnd(20)} ${String(seconds).padStart(5)} s  ${says}\n`)
  if (!isGood) process.exitCode = 1
}
process.exit()

type Result = Pick<Outage, 'acknowledged' | 'lost' | 'twice' | 'isBalanced' | 'unrepeatable'> &
  ({ recoveryMs: number; refusals: number; refusalsWithTime: number } | { cycles: number; slowestMs: number })

/** @param withinMs How soon answers are taken again. @param isRefused Whether pages must have been told to come back. */
function rowOf(result: Result, withinMs: number, isRefused = false): Row {
  const { acknowledged, lost, twice, isBalanced, unrepeatable } = result
  const tookMs = 'recoveryMs' in result ? result.recoveryMs : result.slowestMs
  const refusals = 'refusals' in result ? result.refusals : 0
  const isTold =
    'refusals' in result ? result.refusals === result.refusalsWithTime && (!isRefused || refusals > 0) : true
  return {
    says: [
      ...('cycles' in result ? [`${result.cycles} kills`] : []),
      `${acknowledged} acknowledged, ${lost} lost, ${twice} twice`,
      `counts ${isBalanced ? 'equal' : 'DIFFER FROM'} answers`,
      ...(refusals > 0 ? [`${refusals} told to come back${isTold ? '' : ', NOT ALL WITH A TIME'}`] : []),
      `taken again after ${tookMs} ms at most`,
      ...(unrepeatable.length > 0
        ? [`${unrepeatable.length} ANSWERS THAT END A PAGE'S TRIES, e.g. ${unrepeatable[0]}`]
        : []),
    ].join('; '),
    isGood: lost === 0 && twice === 0 && isBalanced && unrepeatable.length === 0 && isTold && tookMs <= withinMs,
  }
}

async function overdue(): Promise<never> {
  await new Promise((resolve) => void setTimeout(resolve, LIMIT_MS).unref())
  throw new Error(`It was not over after ${LIMIT_MS / 1000} seconds.`)
}
