import type { DeliveryAnswer, DeliveryBooks } from '@attune/protocol'

import { count } from '../../words.ts'

/** Whether nothing came in, and no page says that it gave something up. */
export const isNothing = ({ received, dropped }: DeliveryBooks): boolean => received === 0 && sumOf(dropped) === 0

/** What came in and what became of it, in a sentence or two. */
export function summaryOf({ total, from, to }: DeliveryAnswer): string {
  const { received, stored, duplicate, quarantined, refused, dropped } = total
  const days = from === to ? 'on this day' : 'in these days'
  if (isNothing(total)) return `Pages sent nothing ${days}.`
  const parts = [
    `${count(stored)} ${stored === 1 ? 'is' : 'are'} stored`,
    duplicate > 0 && `${count(duplicate)} had come before and ${duplicate === 1 ? 'counts' : 'count'} once`,
    quarantined > 0 && `${count(quarantined)} ${quarantined === 1 ? 'is' : 'are'} kept aside`,
    sumOf(refused) > 0 && `${count(sumOf(refused))} ${sumOf(refused) === 1 ? 'was' : 'were'} turned away`,
  ].filter((part) => part !== false)
  const became = stored === received ? (received === 1 ? 'it is stored' : 'all of them are stored') : AND.format(parts)
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

const AND = new Intl.ListFormat('en-GB', { type: 'conjunction' })
