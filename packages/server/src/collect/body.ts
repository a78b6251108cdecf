import type { IncomingHttpHeaders } from 'node:http'

import { MAX_BODY_BYTES } from '@attune/protocol'
import sjson from 'secure-json-parse'

import { AppError } from '../errors.ts'

/**
 * Refuses what need not be read to be refused.
 *
 * @returns how many bytes the body may have.
 * @throws AppError `unsupported_media_type`, `too_large`
 */
export function refuseUnread(headers: IncomingHttpHeaders): number {
  if (!isAccepted(headers['content-type']))
    throw new AppError('unsupported_media_type', 'Send the batch as text/plain or application/json, in UTF-8.')
  const encoding = headers['content-encoding']
  // What is compressed would have to be unpacked to know its size; no page sends it, and a bomb is nothing else.
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    throw new AppError('unsupported_media_type', 'Send the batch as it is, without a content-encoding.')
  const bytes = Number(headers['content-length'] ?? MAX_BODY_BYTES)
  if (bytes > MAX_BODY_BYTES) throw new AppError('too_large', TOO_LARGE)
  return bytes
}

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

/** A body as it was read. */
export interface Read {
  said: unknown
  /** Whether there is nothing in it but printable ASCII, and no escape: `tidyTexts` finds nothing to do then. */
  isPlain: boolean
}

/**
 * Reads a body as JSON, the same whatever its media type says.
 *
 * @throws AppError `bad_request` for what is no JSON, nests too deep, or reaches for the prototype of an object.
 */
export function readBody(body: Buffer, shape: Shape = BATCH): Read {
  const isPlain = lookOver(body, shape)
  const text = isPlain ? body.toString('latin1') : textOf(body)
  try {
    if (isPlain && !REACHING.some((name) => text.includes(name))) return { said: JSON.parse(text), isPlain }
    return { said: sjson.parse(text, null, { protoAction: 'error', constructorAction: 'error' }), isPlain }
  } catch (cause) {
    throw new AppError('bad_request', 'The body is not JSON that can be taken. Send one batch as a JSON object.', {
      cause,
    })
  }
}

/** Without one of these, or an escape that spells one, the careful parser would find nothing. */
const REACHING = ['__proto__', 'constructor']

/** What is said of a body that is too long. */
export const TOO_LARGE = `A body is at most ${MAX_BODY_BYTES} bytes. Split the batch and send each part with an id of its own.`

/** What a body may be made of; see `lookOver`. */
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
    return utf8.decode(body)
  } catch (cause) {
    throw new AppError('bad_request', 'The body is not UTF-8.', { cause })
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Refuses what nests too deep or has too many keys; counted before parsing, because a parser pays for both.
 *
 * Keys are counted for each value at the third level by itself, which in a batch is one event with all that is in it, and for what is
 * around these together: a full batch of fifty full events passes, and no event has room for a bomb. Bytes do: in UTF-8, no part of
 * another character looks like one of those that are looked for.
 *
 * @returns whether the body is plain; see `Read`.
 * @throws AppError `bad_request`
 */
function lookOver(body: Uint8Array, { maxDepth, maxKeys }: Shape): boolean {
  let depth = 0
  let around = 0
  let inside = 0
  let isInString = false
  let isPlain = true
  for (let i = 0; i < body.length; i++) {
    const kind = KINDS[body[i] as number]
    if (kind === PLAIN) continue
    if (kind === QUOTE) isInString = !isInString
    else if (kind === UNSEEN) isPlain = false
    else if (kind === BACKSLASH) {
      isPlain = false
      if (isInString) i++
    } else if (isInString) continue
    else if (kind === OPEN) {
      if (++depth > maxDepth) throw new AppError('bad_request', `The body nests deeper than ${maxDepth} levels.`)
      if (depth === EVENT_DEPTH) inside = 0
    } else if (kind === CLOSE) depth--
    else if ((depth < EVENT_DEPTH ? ++around : ++inside) > maxKeys)
      throw new AppError('bad_request', `The body, or one thing in it, has more than ${maxKeys} keys.`)
  }
  return isPlain
}

/** The batch, its events, an event. */
const EVENT_DEPTH = 3

const PLAIN = 0
const UNSEEN = 1
const QUOTE = 2
const BACKSLASH = 3
const OPEN = 4
const CLOSE = 5
const COLON = 6

/** What each byte is to `lookOver`: nearly every one of a body is looked at once and passed over. */
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 32 || byte > 126 ? UNSEEN : PLAIN))
KINDS['"'.charCodeAt(0)] = QUOTE
KINDS['\\'.charCodeAt(0)] = BACKSLASH
for (const open of '{[') KINDS[open.charCodeAt(0)] = OPEN
for (const close of '}]') KINDS[close.charCodeAt(0)] = CLOSE
KINDS[':'.charCodeAt(0)] = COLON
