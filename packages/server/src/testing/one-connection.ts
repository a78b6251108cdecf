import { AsyncLocalStorage } from 'node:async_hooks'

import { DefaultConnectionProvider } from 'kysely'

/**
 * Holds the promise of `openDatabase`: nothing asks its pool for a second connection while it holds the first.
 *
 * Where as many did so at once as there are connections, each would wait for the others until it gives up. Whoever asks is told at
 * once instead, in whatever test they are met.
 */
export function refuseSecondConnections(): void {
  const { prototype } = DefaultConnectionProvider
  const provide = Object.getOwnPropertyDescriptor(prototype, 'provideConnection')?.value as Provide
  prototype.provideConnection = async function (this: DefaultConnectionProvider, consumer, options) {
    if (held.getStore()?.provider === this) {
      throw new Error(
        'This asks for a second connection while it holds the first: with one in the pool it would wait for ever.',
      )
    }
    const hold: Hold = { provider: this }
    try {
      return await provide.call(this, (connection) => held.run(hold, () => consumer(connection)), options)
    } finally {
      // What was begun meanwhile and goes on by itself holds nothing any more.
      hold.provider = null
    }
  } as Provide
}

type Provide = DefaultConnectionProvider['provideConnection']

/** What the running task has of a pool; null once it was given back. */
interface Hold {
  provider: DefaultConnectionProvider | null
}

const held = new AsyncLocalStorage<Hold>()
