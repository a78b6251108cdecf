import type { KnownProject } from '../configure/directory.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { findColumns } from './columns.ts'
import { type Committed, commitRows, emptyRows, type Rows } from './commit-rows.ts'
import type { Mapping } from './mapping.ts'
import { openFile } from './read-file.ts'
import { createRowReader, type ReadRow } from './row.ts'
import { createTally, type Skipped } from './tally.ts'

/** What an import is made of. */
export interface ImportJob {
  db: Db
  file: string
  mapping: Mapping
  /** Configured already: every step and prompt of the mapping is in it. */
  project: KnownProject
  /** The current version of each prompt. */
  versions: ReadonlyMap<string, number>
  signal: AbortSignal
  /** Told after every commit. */
  onProgress: (progress: ImportFigures & { bytes: number; bytesRead: number }) => void
}

/** What came of the rows so far. */
interface ImportFigures extends Committed {
  /** Without the header. */
  rows: number
  /** Cells that say "not asked" or "does not apply". */
  notAsked: number
}

/** How an import ended. */
export interface ImportResult extends ImportFigures {
  skipped: Skipped[]
  /** Stopped before the end of the file: running it again continues. */
  isStopped: boolean
}

/**
 * Imports a file, batch by batch, each durable before it counts.
 *
 * Reading and committing overlap: the file is parsed on while up to `IN_FLIGHT` batches are on their way to the database.
 * A batch holds whole rows and its id is made of its contents, so a second run finds it and skips it without writing.
 */
export async function runImport(job: ImportJob): Promise<ImportResult> {
  const figures: ImportFigures = {
    rows: 0,
    answersAdded: 0,
    answersKnown: 0,
    wordsAdded: 0,
    outcomesAdded: 0,
    notAsked: 0,
  }
  const tally = createTally()
  const opened = await openFile(job.file, job.mapping.file ?? {}, tally.skip)
  const flights = createFlights()
  let readRow: ReadRow | null = null
  let width = 0
  let pending: Rows = emptyRows()

  for await (const { record, line } of opened.rows) {
    if (job.signal.aborted) break
    if (!readRow) {
      readRow = rowReaderFor(job, record, tally)
      width = record.length
      continue
    }
    figures.rows++
    if (record.length !== width) {
      tally.skip(`row with another number of fields than the header's ${width}`, line, `${record.length} fields`)
      continue
    }
    const row = readRow(record, line)
    if (!row) continue
    figures.notAsked += row.notAsked
    for (const event of row.events) pending.events.push(event)
    for (const event of row.events) if (event.type === 'answered') pending.lines.set(event.id, line)
    if (pending.events.length >= EVENTS_PER_COMMIT) await launch()
  }
  if (!readRow && !job.signal.aborted) throw new AppError('bad_request', `${job.file} is empty: it has no header row.`)
  if (!job.signal.aborted && pending.events.length > 0) await launch()
  await flights.landed()
  return { ...figures, skipped: tally.skipped(), isStopped: job.signal.aborted }

  async function launch(): Promise<void> {
    const batch = pending
    pending = emptyRows()
    await flights.launch(async () => {
      add(figures, await commitRows(job, batch, tally.skip))
      job.onProgress({ ...figures, bytes: opened.bytes, bytesRead: opened.bytesRead() })
    })
  }
}

/** Two commits in flight both add here; nothing is awaited in between. */
function add(figures: ImportFigures, committed: Committed): void {
  figures.answersAdded += committed.answersAdded
  figures.answersKnown += committed.answersKnown
  figures.wordsAdded += committed.wordsAdded
  figures.outcomesAdded += committed.outcomesAdded
}

function rowReaderFor(job: ImportJob, header: readonly string[], tally: ReturnType<typeof createTally>): ReadRow {
  return createRowReader({
    mapping: job.mapping,
    columns: findColumns(job.mapping, header),
    project: job.project.id,
    zone: job.project.zone,
    versions: job.versions,
    tally,
    now: new Date(),
  })
}

/** Runs a few tasks at once and holds the caller back when all places are taken; the first failure is thrown to the caller. */
function createFlights() {
  const flying = new Set<Promise<void>>()
  const failures: unknown[] = []
  const fail = () => {
    if (failures.length > 0) throw failures[0]
  }
  return {
    launch: async (task: () => Promise<void>): Promise<void> => {
      while (flying.size >= IN_FLIGHT) await Promise.race(flying)
      fail()
      const flight: Promise<void> = task()
        .catch((error: unknown) => void failures.push(error))
        .finally(() => flying.delete(flight))
      flying.add(flight)
    },
    landed: async (): Promise<void> => {
      await Promise.all(flying)
      fail()
    },
  }
}

/** Fills a commit well without making a rollback costly. */
const EVENTS_PER_COMMIT = 2_000
/** One batch is in the database while the next is made ready. */
const IN_FLIGHT = 2
