import type { Row } from './columns.ts'

/** Writes answers in a format. It holds on to no row, and to as little else as the format allows. */
export interface AnswerWriter {
  add: (row: Row) => void
  /** What is ready to be sent. */
  take: () => Uint8Array[]
  /** What comes after the last row, and whatever is left. */
  end: () => Uint8Array[]
}
