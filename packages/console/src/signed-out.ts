import { useEffect } from 'preact/hooks'

import type { ApiError } from './request.ts'

/** Goes to where one signs in, once the service says that the session is over. */
export function useSignedOut(error: ApiError | null, onSignedOut: () => void): void {
  useEffect(() => {
    if (error?.code === 'signed_out') onSignedOut()
    // Only a new answer says anything new.
  }, [error])
}
