import type { ThemeSide } from '@attune/protocol'
import type { VNode } from 'preact'

import { count } from '../../words.ts'
import { Words } from '../Words.tsx'

interface Props {
  side: ThemeSide
  /** From how many comments on there are themes. */
  least: number
  /** Lists them all; null where they are listed already. */
  href: string | null
}

/** Too few comments for themes: the newest of them, why there are no themes, and the way to all. */
export function TooFew({ side: { comments, voices }, least, href }: Props): VNode {
  if (comments === 0) return <p>Nobody wrote anything.</p>
  const newest = voices.slice(0, FEW)
  return (
    <>
      <p>
        Themes begin at {count(least)} comments: with fewer, luck would make them. So here are the words themselves.
      </p>
      <ul class="few-voices">
        {newest.map((voice) => (
          <li key={voice.id}>
            <Words voice={voice} />
          </li>
        ))}
      </ul>
      {href !== null && comments > newest.length && (
        <p>
          <a href={href} data-replace="">
            Read all {count(comments)}
          </a>
        </p>
      )}
    </>
  )
}

const FEW = 3
