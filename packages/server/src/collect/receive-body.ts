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

  function end(): void {
    request.off('data', take)
    request.off('end', finish)
    request.off('error', fail)
  }
  function take(chunk: Buffer): void {
    bytes += chunk.length
    chunks.push(chunk)
    if (bytes <= maxBytes) return
    end()
    refuse(new AppError('too_large', TOO_LARGE))
  }
  function finish(): void {
    end()
    if (announced !== undefined && Number(announced) !== bytes)
      refuse(new AppError('bad_request', 'Request body size did not match Content-Length'))
    else use(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, bytes))
  }
  function fail(cause: Error): void {
    end()
    refuse(new AppError('bad_request', cause.message, { cause }))
  }

  request.on('data', take)
  request.on('end', finish)
  request.on('error', fail)
}
