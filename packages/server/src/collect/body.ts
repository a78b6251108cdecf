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
export function parseBody(body: Uint8Array): unknown {
  const text = textOf(body)
  if (depthOf(text) > MAX_DEPTH) throw new AppError('bad_request', `The body nests deeper than ${MAX_DEPTH} levels.`)
  try {
    return sjson.parse(text, null, { protoAction: 'error', constructorAction: 'error' })
  } catch (cause) {
    throw new AppError('bad_request', 'The body is not JSON that can be taken. Send one batch as a JSON object.', {
      cause,
    })
  }
}

/** What is said of a body that is too long. */
export const TOO_LARGE = `A body is at most ${MAX_BODY_BYTES} bytes. Split the batch and send each part with an id of its own.`

/** A batch needs five: the batch, its events, an event, its answers, one of them. */
const MAX_DEPTH = 8

function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch (cause) {
    throw new AppError('bad_request', 'The body is not UTF-8.', { cause })
  }
}

/** How deep brackets nest, outside strings; counted before parsing, because a parser pays for depth with its stack. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let isInString = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (isInString) {
      if (char === '\\') i++
      else if (char === '"') isInString = false
    } else if (char === '"') isInString = true
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth)
    else if (char === '}' || char === ']') depth--
  }
  return deepest
}
