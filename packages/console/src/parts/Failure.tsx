import type { VNode } from 'preact'

import type { ApiError } from '../request.ts'

interface Props {
  error: ApiError
  onRetry: () => Promise<void>
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
