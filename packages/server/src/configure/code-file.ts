import { open } from 'node:fs/promises'

import { AppError } from '../errors.ts'
import { faultsOfConfiguration } from './check.ts'
import { formatOf, parseWritten, type Written } from './written.ts'

/**
 * A configuration as a file says it, checked.
 *
 * @throws AppError `bad_request` where it cannot be read; `invalid_configuration` with every fault in a line of its own, in the order
 * of the file: `shop.yaml:14:11 prompts[2].step: there is no step "checkout/pay"; did you mean "checkout/payment"?`
 */
export async function readCodeFile(file: string): Promise<{ written: Written; text: string }> {
  const text = await readText(file)
  const written = parseWritten(text, formatOf(file))
  const faults =
    written.faults.length > 0 ? written.faults : faultsOfConfiguration(written.document).map(written.locate)
  if (faults.length > 0) {
    const lines = faults.toSorted(byPlace).map((fault) => `${file}:${fault}`)
    throw new AppError('invalid_configuration', [...lines, ENDING].join('\n'))
  }
  return { written, text }
}

const ENDING = 'Nothing is stored.'

async function readText(file: string): Promise<string> {
  const bytes = await readAtMost(file, MAX_BYTES + 1).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('bad_request', `${file} cannot be read: ${why}`, { cause })
  })
  if (bytes.length > MAX_BYTES)
    throw new AppError('bad_request', `${file} is over 1 MiB, which no configuration is. Is it the right file?`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new AppError('bad_request', `${file} is not UTF-8. Save it as UTF-8 and try again.`, { cause })
  }
}

/** However large the file is, no more of it than this. */
async function readAtMost(file: string, limit: number): Promise<Buffer> {
  const handle = await open(file)
  try {
    const chunks: Buffer[] = []
    for await (const chunk of handle.createReadStream({ end: limit - 1, autoClose: false }))
      chunks.push(chunk as Buffer)
    return Buffer.concat(chunks)
  } finally {
    await handle.close()
  }
}

const MAX_BYTES = 1_048_576

function byPlace(a: string, b: string): number {
  const [[line = 0, column = 0], [otherLine = 0, otherColumn = 0]] = [a, b].map((fault) =>
    (/^\d+:\d+/.exec(fault)?.[0] ?? '').split(':').map(Number),
  ) as [number[], number[]]
  return line - otherLine || column - otherColumn
}
