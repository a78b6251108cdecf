import { isMadeId } from '../access/parameters.ts'

/** The place of an answer in the order of time. */
export interface Place {
  /** ISO 8601 in UTC with microseconds, as precise as it is stored: rounded, it would skip or repeat answers. */
  at: string
  id: string
}

/** A cursor is opaque to whoever gets it: it may hold something else tomorrow. */
export function writeCursor({ at, id }: Place): string {
  return Buffer.from(`${at} ${id}`).toString('base64url')
}

/** @returns null where it is not one of ours. */
export function readCursor(cursor: string): Place | null {
  const [at = '', id = '', rest] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ')
  const isOurs = rest === undefined && INSTANT.test(at) && !Number.isNaN(Date.parse(at)) && isMadeId(id)
  return isOurs ? { at, id } : null
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/
