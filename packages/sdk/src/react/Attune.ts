import { type ReactNode, useEffect, useRef } from 'react'

import { consent as say, init, type InitOptions } from '../index.ts'

/** The options of `init`. React keeps the name `key` for itself: it is `publicKey` here. */
export interface AttuneProps extends Omit<InitOptions, 'key'> {
  /** The project's public key, `pk_…`. */
  publicKey: string
  children?: ReactNode
}

/**
 * Starts Attune once the page is in the browser; it shows nothing of its own but its children, and on a server it does nothing.
 *
 * There is one Attune to a page, so it needs no context: components below, beside and above it say what they have to say, and
 * what they say first is kept. The options are those of the first render. Only `consent` is followed: when it becomes
 * `granted` storage may be used, and when it is no longer what is stored is removed.
 */
export function Attune({ publicKey, children, ...options }: AttuneProps): ReactNode {
  const { consent = 'granted' } = options
  const known = useRef(consent)
  // StrictMode runs it twice: Attune itself starts only once.
  useEffect(() => init({ ...options, key: publicKey }), [])
  useEffect(() => {
    if (known.current === consent) return
    known.current = consent
    say(consent === 'granted' ? 'granted' : 'denied')
  }, [consent])
  return children
}
