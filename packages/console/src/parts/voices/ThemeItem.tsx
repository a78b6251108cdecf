import type { ThemesAnswer, Voice } from '@attune/protocol'
import type { VNode } from 'preact'

import { Words } from '../Words.tsx'
import type { Place } from './said.ts'
import { countsOf, type FoundTheme, nameOf } from './theme-sides.ts'
import { ThemePicture } from './ThemePicture.tsx'

interface Props extends FoundTheme {
  answer: ThemesAnswer
  place: Place
  most: number
  /** What is quoted. */
  typical: Voice | null
  /** Whether its comments are looked at. */
  isOpen: boolean
  /** Opens its comments, or closes them. */
  href: string
}

/** A theme: its name, how many people speak of it, and the most typical of what they say. */
export function ThemeItem({ theme, side, answer, place, most, typical, isOpen, href }: Props): VNode {
  return (
    <li class="theme">
      <h4>
        <a href={href} data-replace="" {...(isOpen && { 'aria-current': 'true' as const })}>
          {nameOf(theme)}
        </a>
        {theme.rule !== null && <span class="hint"> a rule of your team</span>}
      </h4>
      <ThemePicture {...countsOf({ theme, side }, answer, place)} most={most} />
      {typical !== null && <Words voice={typical} />}
    </li>
  )
}
