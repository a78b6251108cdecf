import type { VNode } from 'preact'

import type { ApiError } from '../request.ts'

interface Props {
  error: ApiError
  onRetry: () => unknown
}

/** What happened, why, and the way out. */
export function Failure({ error, onRetry }: Props): VNode {
  return (
    <section class="calm" role="alert">
      <h1>{error.title}</h1>
      <p>{error.message}</p>
      <p>
        <button type="button" class="button" onClick={() => void onRetry()}>
          Try again
        </button>
      </p>
    </section>
  )
}

/** The same in one line: of a part of a page, whose rest works. */
export function FailureLine({ error, onRetry }: Props): VNode {
  return (
    <p role="alert">
      {error.title}. {error.message}{' '}
      <button type="button" class="button quiet" onClick={() => void onRetry()}>
        Try again
      </button>
    </p>
  )
}
