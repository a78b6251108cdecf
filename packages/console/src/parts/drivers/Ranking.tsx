import type { Driver } from '@attune/protocol'
import type { VNode } from 'preact'

import { count } from '../../words.ts'
import { type Interval, Intervals } from '../charts/Intervals.tsx'
import { StepLink } from './StepLink.tsx'
import { closeness, closenessInterval, directionSentence, type OutcomeWords, people } from './words.ts'

interface Props {
  steps: readonly Driver[]
  words: OutcomeWords
  /** The days and the people that it is made of. */
  made: string
  /** The address of a step's answers. */
  hrefFor: (step: string) => string
}

/** How closely each step goes with the outcome: in order where there are enough people, apart where there are not. */
export function Ranking({ steps, words, made, hrefFor }: Props): VNode {
  const known = (step: Driver): number => step.rank ?? Number.MAX_SAFE_INTEGER
  const ranked = steps.filter(({ tier }) => tier === 'ranked').toSorted((a, b) => known(a) - known(b))
  const hints = steps.filter(({ tier }) => tier === 'hint')
  const early = steps.filter(({ tier }) => tier === 'too_early' || tier === 'hidden' || tier === 'none')
  const domain = domainOf(steps)
  const group = (title: string, hint: string, rows: readonly Driver[]): VNode | false =>
    rows.length > 0 && (
      <Intervals
        title={title}
        hint={hint}
        made={made}
        spoken={rows.map((row) => spoken(row, words)).join('. ')}
        rows={rows.map(rowOf)}
        domain={domain}
        zero={0}
        ends={['goes against it', 'goes with it']}
        format={closeness}
        table={{
          columns: ['Step', 'Place', 'People', 'Closeness', '95\u202f% interval', 'Which way'],
          rows: rows.map((row) => [
            <StepLink key="step" step={row} hrefFor={hrefFor} />,
            row.rank ?? '–',
            row.tier === 'hidden' ? 'fewer than 5' : count(row.n),
            row.rho === null ? '–' : closeness(row.rho),
            closenessInterval(row) || '–',
            directionSentence(row, words),
          ]),
        }}
      />
    )
  return (
    <section aria-labelledby="ranking">
      <h2 id="ranking">How closely each step goes with {words.what}</h2>
      {group(
        'In order, the closest first',
        'At +100 whoever felt better at a step always ended better; at 0 the two have nothing to do with each other. Where bands overlap, the order may be chance.',
        ranked,
      )}
      {group('A hint', '60 to 119 people: too few for an order, so these stand as people walk.', hints)}
      {group('Too early', 'Fewer than 60 people: the strongest of several would often be the wrong one.', early)}
    </section>
  )
}

function rowOf(row: Driver): Interval {
  const { rank, rho, rho_low: low, rho_high: high, tier } = row
  const name = rank === null ? row.name : `${rank}. ${row.name}`
  return {
    name,
    value: rho,
    low,
    high,
    note: noteOf(row, name.length > LONG),
    isEarly: tier !== 'ranked' && tier !== 'hint',
  }
}

/** @param isShort Whether there is room for a number only. */
function noteOf({ n, tier, direction }: Driver, isShort: boolean): string {
  if (tier === 'none') return 'nobody yet'
  if (tier === 'hidden') return 'fewer than 5 people'
  if (direction === null) return `${people(n)}, who felt the same`
  if (isShort) return direction === 'unclear' ? `${count(n)}, unclear` : count(n)
  return direction === 'unclear' ? `${people(n)}, unclear` : people(n)
}

function spoken(row: Driver, words: OutcomeWords): string {
  const between = closenessInterval(row)
  const figure = row.rho === null ? '' : `${closeness(row.rho)}, between ${between}. `
  return `${row.name}: ${figure}${directionSentence(row, words)}`
}

/** Both sides of zero, in steps of a tenth. */
function domainOf(steps: readonly Driver[]): [number, number] {
  const lows = steps.map(({ rho_low }) => rho_low ?? 0)
  const highs = steps.map(({ rho_high }) => rho_high ?? 0)
  return [Math.floor(Math.min(-0.1, ...lows) * 10) / 10, Math.ceil(Math.max(0.3, ...highs) * 10) / 10]
}

/** More letters than this leave no room for much beside them on a phone. */
const LONG = 24
