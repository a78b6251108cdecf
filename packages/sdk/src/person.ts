import type { Person } from '@attune/protocol'

import { uuid } from './natives.ts'
import type { Store } from './store.ts'

/** Half an hour without a sign of the person ends a session, and a visit. */
export const IDLE_MS = 1_800_000

/** The person as storage keeps them. */
export interface Known extends Omit<Person, 'session'> {
  /** When the person was last noticed, in milliseconds since 1970. */
  seen: number
}

/**
 * The person as this device remembers them; shared by all tabs, so it is read anew at each question.
 *
 * Without storage everybody is new at every page, and a project that asks nobody in their first session asks nobody here.
 */
export function createPerson(store: Store, key: string) {
  const read = (): Known => {
    const known = store.get('p') as Known | undefined
    return known?.asked ? known : { id: uuid(), sessions: 0, seen: 0, asked: [] }
  }
  const change = (how: Partial<Known>) => store.set('p', { ...read(), ...how })

  return {
    read,
    change,
    /** Notes that the person is here: after half an hour without a sign, a new session begins. */
    see() {
      const { seen, sessions } = read()
      const now = Date.now()
      change({ seen: now, sessions: sessions + +(now - seen > IDLE_MS) })
    },
    /** Another person may come: the id goes. What was asked on this device stays, so that it is asked no more often. */
    forget: () => change({ id: uuid() }),
    /**
     * Recognises the person on all their devices by a hash of the host's id; the id itself never leaves the page.
     *
     * It is the same for the same id and key, so whoever holds a list of ids can recompute it: a pseudonym, not anonymity.
     *
     * @returns the hash: as `id`.
     */
    identify: (userId: string) => {
      let id = 0n
      // FNV-1a in 128 bits, which begins with the key. Source: Fowler, Noll, Vo.
      for (const char of key + userId)
        id = BigInt.asUintN(128, (id ^ BigInt(char.codePointAt(0)!)) * (2n ** 88n + 315n))
      const name = id.toString(36)
      change({ id: name })
      return name
    },
  }
}

export type PersonMemory = ReturnType<typeof createPerson>
