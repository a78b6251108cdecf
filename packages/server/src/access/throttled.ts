import type { FastifyRequest } from 'fastify'

import { AppError } from '../errors.ts'
import { emailOf } from './people.ts'
import type { Throttle } from './throttle.ts'

/**
 * Tries a password, unless too many were wrong lately for this account or from this address.
 *
 * @param check Does the work; null where the password is wrong.
 * @throws AppError `too_many_requests`
 */
export async function throttled<T>(
  throttle: Throttle,
  { request, email }: { request: FastifyRequest; email: string },
  check: () => Promise<T | null>,
): Promise<T | null> {
  const keys = [`email ${emailOf(email)}`, `address ${request.ip}`]
  const seconds = throttle.begin(keys)
  if (seconds > 0) {
    const minutes = Math.ceil(seconds / 60)
    throw new AppError('too_many_requests', `Too many attempts to sign in. Try again in ${minutes} min.`, {
      retryAfter: seconds,
    })
  }
  const found = await check()
  if (found !== null) throttle.succeed(keys)
  return found
}
