import { createOwnClient, type Db } from '../database/open.ts'
import { createAskedWords } from './asked-words.ts'
import { createMemoryBound } from './memory-bound.ts'
import type { Format } from './query.ts'
import { type AnswersAsked, readAnswers } from './read-answers.ts'
import { parquetWriter } from './write-parquet.ts'
import { csvWriter, ndjsonWriter } from './write-text.ts'
import type { AnswerWriter } from './writer.ts'

/**
 * Answers as the bytes of a file, which are made as they are taken: some hundred kilobytes ahead of whoever reads, and no more.
 *
 * On a connection of its own beside the pool, because whoever reads slowly would hold one of those for as long as they like. It is in no
 * transaction, and ended with the export, also where that is broken off.
 */
export async function* exportAnswers(db: Db, asked: AnswersAsked, format: Format): AsyncGenerator<Uint8Array> {
  const writer = WRITERS[format]()
  const words = createAskedWords(db, asked.lane, asked.project)
  const take = (row: (string | number | null)[]): boolean => {
    if (!words.putInto(row)) return false
    writer.add(row)
    return true
  }
  const bound = createMemoryBound()
  const client = createOwnClient(db, { application_name: 'attune export', statement_timeout: STATEMENT_MS })
  const pages = readAhead(readAnswers(client, db, asked, { take, ready: words.learn }), writer.take)
  try {
    await client.connect()
    for await (const pieces of pages) {
      yield* pieces
      bound()
    }
    yield* writer.end()
  } finally {
    // Before the connection: the page that is being read comes to its end.
    await pages.return(undefined)
    await client.end()
  }
}

/** Reads a page before the last one is taken, so that the database works while somebody is sent what it said. */
async function* readAhead(pages: AsyncGenerator<void>, take: () => Uint8Array[]): AsyncGenerator<Uint8Array[]> {
  const ask = () => {
    const next = pages.next()
    // Whoever awaits it hears of a failure; where nobody does any more, nobody needs to.
    next.catch(() => {})
    return next
  }
  try {
    for (let next = ask(); ;) {
      if ((await next).done === true) return
      const taken = take()
      next = ask()
      yield taken
    }
  } finally {
    await pages.return(undefined)
  }
}

const WRITERS: Record<Format, () => AnswerWriter> = {
  ndjson: ndjsonWriter,
  csv: csvWriter,
  parquet: parquetWriter,
}

/** A page is a few milliseconds; one that finds nothing under its filters may look at a whole step. */
const STATEMENT_MS = 60_000
