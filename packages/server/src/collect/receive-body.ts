import type { IncomingMessage } from 'node:http'

import { AppError } from '../errors.ts'
import { TOO_LARGE } from './body.ts'

/**
 * Gathers the body of a request as it comes in, and calls back once.
 *
 * @param maxBytes What is said beforehand of its length need not be true, so what comes is counted.
 * @param refuse `too_large`; `bad_request` where the sender went away in the middle.
 */
export function receiveBody(
  request: IncomingMessage,
  maxBytes: number,
  use: (body: Buffer) => void,
  refuse: (error: AppError) => void,
): void {
  const announced = request.headers['content-length']
  const chunks: Buffer[] = []
  let bytes = 0
  let isOver = false

  request.on('data', (chunk: Buffer) => {
    if (isOver) return
    bytes += chunk.length
    chunks.push(chunk)
    if (bytes <= maxBytes) return
    isOver = true
    refuse(new AppError('too_large', TOO_LARGE))
  })
  request.on('end', () => {
    if (isOver) return
    isOver = true
    if (announced !== undefined && Number(announced) !== bytes)
      refuse(new AppError('bad_request', 'Request body size did not match Content-Length'))
    else use(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, bytes))
  })
  request.on('error', (cause: Error) => {
    if (isOver) return
    isOver = true
    refuse(new AppError('bad_request', cause.message, { cause }))
  })
}
