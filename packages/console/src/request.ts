import type { Problem } from '@attune/protocol'

/** What went wrong, as the person should read it: `message` says what and why, `code` is for us. */
export class ApiError extends Error {
  readonly code: string
  readonly title: string

  constructor(title: string, detail: string, code: string) {
    super(detail)
    this.title = title
    this.code = code
  }
}

export interface Asked {
  body?: unknown
  signal?: AbortSignal | undefined
  /** The `ETag` of what the person has seen, which what is sent replaces; `new`: there was nothing. */
  seen?: string
  /** Pages may be told for a minute what was there before; somebody who has just published is not. */
  isFresh?: boolean
}

/** What was answered, and its `ETag`, to say later what was seen. */
export interface Tagged<T> {
  body: T
  etag: string
}

/** @throws ApiError */
export async function ask<T>(method: string, path: string, asked: Asked = {}): Promise<T> {
  return (await askTagged<T>(method, path, asked)).body
}

/** The same where the answer is something that two people may change. @throws ApiError `changed_meanwhile` among others */
export async function askTagged<T>(
  method: string,
  path: string,
  { body, signal, seen, isFresh }: Asked = {},
): Promise<Tagged<T>> {
  const byLink = bearer !== null && { authorization: `Link ${bearer}` }
  let response: Response
  try {
    response = await fetch(path, {
      method,
      // Whoever follows a link is nobody, also where somebody is signed in beside it.
      credentials: byLink ? 'omit' : 'same-origin',
      headers: {
        accept: 'application/json',
        ...byLink,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(seen === undefined ? {} : seen === 'new' ? { 'if-none-match': '*' } : { 'if-match': seen }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal ?? null,
      ...(isFresh && { cache: 'no-cache' }),
    })
  } catch (error) {
    if (signal?.aborted === true) throw error
    throw new ApiError(
      'The service cannot be reached',
      'It may be starting again, or this computer is offline. Nothing is lost; try again in a moment.',
      'unreachable',
    )
  }
  const text = await response.text()
  const answer = parse(text)
  if (response.ok) return { body: answer as T, etag: response.headers.get('etag') ?? '' }
  throw asError(response.status, answer)
}

/** From now on everything is asked for with this link. */
export function bearLink(secret: string): void {
  bearer = secret
}

/** What went wrong in one line, whatever it was. */
export function sentenceOf(error: unknown): string {
  return error instanceof ApiError ? `${error.title}. ${error.message}` : 'That did not work. Try again.'
}

/** Whether nothing was stored because somebody else had stored something first. */
export const isChangedMeanwhile = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'changed_meanwhile'

/** Anything that is not a problem document, such as a proxy's own page, still becomes a sentence. */
function asError(status: number, answer: unknown): ApiError {
  const problem = (typeof answer === 'object' && answer !== null ? answer : {}) as Partial<Problem>
  return new ApiError(
    plain(problem.title) ?? 'That did not work',
    plain(problem.detail) ?? `The service answered ${status} without saying why. Its log has more.`,
    plain(problem.code) ?? (status === 401 ? 'signed_out' : 'internal'),
  )
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}

let bearer: string | null = null

/** Text, or null for everything else. */
export const plain = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

export const projectPath = (project: string): string => `/api/projects/${encodeURIComponent(project)}`
