import type { DeliveryAnswer, DeliveryBooks } from '@attune/protocol'

import { count } from '../../words.ts'

/** How it stands with what pages sent. */
export type Standing = 'nothing' | 'well' | 'losing'

/** Losing: of what came in more than one in a hundred was turned away, or something waits in quarantine, or devices gave something up. */
export function standingOf({ received, quarantined, refused, dropped }: DeliveryBooks): Standing {
  if (received === 0 && sumOf(dropped) === 0) return 'nothing'
  return sumOf(refused) > received * FEW || quarantined > 0 || sumOf(dropped) > 0 ? 'losing' : 'well'
}

/** What came in and what became of it, in a sentence or two. */
export function summaryOf({ total, from, to }: DeliveryAnswer): string {
  const { received, stored, duplicate, quarantined, refused, dropped } = total
  const days = from === to ? 'on this day' : 'in these days'
  if (standingOf(total) === 'nothing') return `Pages sent nothing ${days}.`
  const parts = [
    `${count(stored)} ${stored === 1 ? 'is' : 'are'} stored`,
    duplicate > 0 && `${count(duplicate)} had come before and ${duplicate === 1 ? 'counts' : 'count'} once`,
    quarantined > 0 && `${count(quarantined)} ${quarantined === 1 ? 'is' : 'are'} kept aside`,
    sumOf(refused) > 0 && `${count(sumOf(refused))} ${sumOf(refused) === 1 ? 'was' : 'were'} turned away`,
  ].filter((part) => part !== false)
  const [first = '', ...others] = parts
  const became =
    stored === received
      ? received === 1
        ? 'it is stored'
        : 'all of them are stored'
      : others.length === 0
        ? first
        : `${[first, ...others.slice(0, -1)].join(', ')} and ${others.at(-1) ?? ''}`
  const accounted = `Everything that pages sent ${days} is accounted for: ${events(received)} came in; ${became}.`
  const given = sumOf(dropped)
  return given === 0
    ? accounted
    : `${accounted} Besides, devices gave up ${events(given)} before ${given === 1 ? 'it' : 'they'} could be sent.`
}

/** `0.4 %`, `under 0.1 %`: a share of what came in, which is small where all is well. */
export function smallShare(n: number, all: number): string {
  const percent = all === 0 ? 0 : (n / all) * 100
  if (percent === 0) return '0\u202f%'
  if (percent < 0.1) return 'under 0.1\u202f%'
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)}\u202f%`
}

export const events = (n: number): string => `${count(n)} ${n === 1 ? 'event' : 'events'}`

export const sumOf = (books: Record<string, number>): number => Object.values(books).reduce((all, n) => all + n, 0)

/** What strikes nobody as lost: a crawler here, a device that was away for long there. */
const FEW = 0.01
