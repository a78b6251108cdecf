import { type Scale, SCALES, type ThemesAnswer, type ThemeSide } from '@attune/protocol'
import type { VNode } from 'preact'

import type { Loading } from '../../hooks.ts'
import { keyOf } from '../../theme-rules.ts'
import type { Change, VoicesView } from '../../voices-view.ts'
import { FailureLine } from '../Failure.tsx'
import { Lines } from '../Lines.tsx'
import { Contrasts } from './Contrasts.tsx'
import { RuleList } from './RuleList.tsx'
import { comments, type Place, placeOf, readWords, sideTitle } from './said.ts'
import { findTheme, mostShare, typicalOf } from './theme-sides.ts'
import { ThemeItem } from './ThemeItem.tsx'
import { TooFew } from './TooFew.tsx'
import type { TeamRules } from './use-theme-rules.ts'

interface Props {
  view: VoicesView
  change: Change
  place: Place
  /** Null where they are not made. */
  themes: Loading<ThemesAnswer | null>
  scale: Scale
  /** Whether the project shows answers one by one. */
  isOpen: boolean
  rules: TeamRules
  /** Whether whoever looks may make rules. */
  mayChange: boolean
  /** The first day that is set against what was before, where somebody has not chosen one. */
  aMonthAgo: string
  /** Whether it stands before what is listed, which is then a long way down the page of a phone. */
  isFirst: boolean
}

/** What people's words are about, each theme with its most typical voice. */
export function Themes(props: Props): VNode {
  const { view, change, place, themes, scale, isOpen, rules, mayChange, aMonthAgo, isFirst } = props
  return (
    <section class="themes" aria-labelledby="themes">
      <h2 id="themes">What they speak of</h2>
      {isFirst && (
        <a class="jump" href="#voices">
          ↓ Everything they wrote
        </a>
      )}
      {isOpen ? (
        <>
          <Contrasts {...{ view, change, place, aMonthAgo }} />
          {isNarrowed(view) && (
            <p class="hint">Of all that was written {placeOf(place)}, whatever else you look for.</p>
          )}
          <Found {...{ view, change, place, themes, scale }} />
          <RuleList rules={rules} mayChange={mayChange} />
        </>
      ) : (
        <p class="hint">
          Themes look at people one by one, and here they were promised that nobody is. What they wrote can be read and
          searched all the same.
        </p>
      )}
    </section>
  )
}

function Found({
  view,
  change,
  place,
  themes,
  scale,
}: Pick<Props, 'view' | 'change' | 'place' | 'themes' | 'scale'>): VNode | null {
  if (themes.error !== null) return <FailureLine error={themes.error} onRetry={themes.reload} />
  const answer = themes.data
  if (answer === null) return themes.isSlow ? <Lines n={4} /> : null
  const read = answer.sides.reduce((sum, side) => sum + side.comments, 0)
  if (read === 0)
    return <p class="hint">Themes are made of what people write. They begin at {answer.least} comments on a side.</p>
  const most = mostShare(answer)
  const found = view.theme === '' ? null : findTheme(answer, view.theme)?.theme
  const shown = answer.sides.filter(({ side }) => side !== 'rest')
  return (
    <>
      {shown.map((side) => {
        const typical = typicalOf(side)
        return (
          <section key={side.side} class="theme-side" aria-labelledby={`side-${side.side}`}>
            <h3 id={`side-${side.side}`}>{sideTitle(side.side, answer, place)}</h3>
            <p class="hint">{readWords(side)}</p>
            {!side.enough ? (
              <TooFew side={side} least={answer.least} href={hrefOfSide(side.side, scale, change)} />
            ) : side.themes.length === 0 ? (
              <p>Nothing stands out: no word is used by clearly more people here than on the other side.</p>
            ) : (
              <ol class="theme-list">
                {side.themes.map((theme) => (
                  <ThemeItem
                    key={keyOf(theme)}
                    {...{ theme, side, answer, place, most }}
                    typical={typical.get(theme) ?? null}
                    isOpen={theme === found}
                    href={change({ theme: theme === found ? '' : keyOf(theme) })}
                  />
                ))}
              </ol>
            )}
          </section>
        )
      })}
      <p class="hint theme-limits">
        People who write are no sample of those who do not: this says what is spoken of, not by how many of everybody.
        {read >= answer.at_most && ` Only the newest ${comments(answer.at_most)} are read.`}
      </p>
    </>
  )
}

/** Whether voices are chosen by what themes are not. */
function isNarrowed({ q, tag, feel, from, to, where }: VoicesView): boolean {
  return q + tag + from + to !== '' || feel.length > 0 || Object.values(where).some(Boolean)
}

/** Where the comments of a side are listed; null where they are already. */
function hrefOfSide(side: ThemeSide['side'], scale: Scale, change: Change): string | null {
  const { min, bad, good, max } = SCALES[scale]
  const from = (first: number, last: number): number[] =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index)
  if (side === 'bad') return change({ feel: from(min, bad) })
  return side === 'good' ? change({ feel: from(good, max) }) : null
}
