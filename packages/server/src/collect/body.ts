import { isAscii } from 'node:buffer'

import { MAX_BODY_BYTES } from '@attune/protocol'
import sjson from 'secure-json-parse'

import { AppError } from '../errors.ts'

/**
 * Whether a body of this media type is read at all: `text/plain` (which a page may send without asking first) and
 * `application/json`, in UTF-8.
 *
 * Matched whole, so that no spelling reaches another parser than this one.
 */
export function isAccepted(contentType: string | undefined): boolean {
  return contentType !== undefined && ACCEPTED.test(contentType)
}

const ACCEPTED = /^(?:text\/plain|application\/json)(?: ?; ?charset=(?:utf-8|"utf-8"))?$/i

/**
 * Reads a body as JSON, the same whatever its media type says.
 *
 * @throws AppError `bad_request` for what is no JSON, nests too deep, or reaches for the prototype of an object.
 */
export function parseBody(body: Buffer, { maxDepth, maxKeys }: Shape = BATCH): unknown {
  refuseBombs(body, maxDepth, maxKeys)
  const text = textOf(body)
  try {
    if (!REACHING.some((name) => text.includes(name))) return JSON.parse(text)
    return sjson.parse(text, null, { protoAction: 'error', constructorAction: 'error' })
  } catch (cause) {
    throw new AppError('bad_request', 'The body is not JSON that can be taken. Send one batch as a JSON object.', {
      cause,
    })
  }
}

/** Without one of these, of which the last can spell the others, the careful parser would find nothing. */
const REACHING = ['__proto__', 'constructor', '\\']

/** What is said of a body that is too long. */
export const TOO_LARGE = `A body is at most ${MAX_BODY_BYTES} bytes. Split the batch and send each part with an id of its own.`

/** What a body may be made of; see `refuseBombs`. */
export interface Shape {
  maxDepth: number
  maxKeys: number
}

/**
 * A batch needs five levels: the batch, its events, an event, its answers, one of them. A full event has 65 keys: its own, its
 * context's, twenty traits and twenty follow-ups.
 */
const BATCH: Shape = { maxDepth: 8, maxKeys: 200 }

function textOf(body: Buffer): string {
  try {
    return isAscii(body) ? body.toString('latin1') : utf8.decode(body)
  } catch (cause) {
    throw new AppError('bad_request', 'The body is not UTF-8.', { cause })
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Refuses what nests too deep or has too many keys; counted before parsing, because a parser pays for both.
 *
 * Keys are counted for each value at the third level by itself, which in a batch is one event with all that is in it, and for what is
 * around these together: a full batch of fifty full events passes, and no event has room for a bomb.
 *
 * Bytes do: in UTF-8, no part of another character looks like one of those that are looked for.
 *
 * @throws AppError `bad_request`
 */
function refuseBombs(body: Uint8Array, maxDepth: number, maxKeys: number): void {
  let depth = 0
  let around = 0
  let inside = 0
  let isInString = false
  for (let i = 0; i < body.length; i++) {
    const char = body[i]
    if (char === QUOTE) isInString = !isInString
    else if (isInString) {
      if (char === BACKSLASH) i++
    } else if (char === OPEN_BRACE || char === OPEN_BRACKET) {
      if (++depth > maxDepth) throw new AppError('bad_request', `The body nests deeper than ${maxDepth} levels.`)
      if (depth === EVENT_DEPTH) inside = 0
    } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) depth--
    else if (char === COLON && (depth < EVENT_DEPTH ? ++around : ++inside) > maxKeys)
      throw new AppError('bad_request', `The body, or one thing in it, has more than ${maxKeys} keys.`)
  }
}

/** The batch, its events, an event. */
const EVENT_DEPTH = 3
const QUOTE = 34
const COLON = 58
const BACKSLASH = 92
const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125
