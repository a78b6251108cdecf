import { SCALES, type Voice } from '@attune/protocol'
import type { ComponentChildren, VNode } from 'preact'
import { useId } from 'preact/hooks'

import { toneOf } from '../bars.ts'
import { isByLink } from '../route.ts'
import type { VoicesAt } from '../voices.ts'
import { absoluteTime, dayRange, relativeTime } from '../when.ts'
import { scoreName, SET_ASIDE, SIGNED } from '../words.ts'
import { Face } from './Face.tsx'
import { Lazy } from './Lazy.tsx'
import { Words } from './Words.tsx'

interface Props {
  voice: Voice
  at: VoicesAt
  /** Whether voices of several steps stand together: then each says its step, and the page belongs to its moment. */
  isMixed: boolean
  /** Whether its moment is looked at. */
  isOpen: boolean
  onToggle: () => void
  /** What a team has written on it. */
  children?: ComponentChildren
}

/** One answer: the person's words, beneath them where and when it was, and the moment to open. Without words it takes one line. */
export function VoiceItem({ voice, at, isMixed, isOpen, onToggle, children }: Props): VNode {
  const said = useId()
  return (
    <li class={voice.comment === null ? 'voice wordless' : 'voice'}>
      <div id={said}>
        {voice.comment !== null && <Words voice={voice} />}
        {voice.follow_ups?.map(({ question, answers }) => (
          <p key={question} class="context">
            <span>{question}</span> <span class="where">{answers.join(', ')}</span>
          </p>
        ))}
      </div>
      <div class="context">
        <Felt voice={voice} />
        {isMixed && <span>{at.steps.get(voice.step) ?? 'About the journey'}</span>}
        {!isMixed && voice.page !== null && <span class="where">{voice.page}</span>}
        {voice.device !== null && <span>{voice.device}</span>}
        <When voice={voice} zone={at.zone} />
        <Marks voice={voice} />
        {!isByLink() && (
          <div class="voice-deeds">
            <button type="button" class="link" aria-expanded={isOpen} aria-describedby={said} onClick={onToggle}>
              {isOpen ? 'Close the moment' : 'The moment'}
            </button>
            {children}
          </div>
        )}
      </div>
      {isOpen && <Lazy name="moment" load={loadMoment} props={{ voice, at }} />}
    </li>
  )
}

/** Whoever only reads waits for nothing of it. */
const loadMoment = () => import('./voices/Moment.tsx').then(({ Moment }) => Moment)

function Felt({ voice: { feel, scale } }: { voice: Voice }): VNode {
  const { min, max } = SCALES[scale]
  return (
    <span class="felt">
      <Face tone={toneOf(feel - min, max - min + 1)} />
      {scoreName(feel, scale)}
    </span>
  )
}

function When({ voice, zone }: { voice: Voice; zone: string | null }): VNode {
  if (zone === null) {
    const day = voice.at.slice(0, 10)
    return <time dateTime={day}>on {dayRange(day, day)}</time>
  }
  const at = new Date(voice.at)
  const now = new Date()
  return (
    <time dateTime={voice.at}>
      {absoluteTime(at, now, zone)} <span class="ago">({relativeTime(at, now)})</span>
    </time>
  )
}

/** What sets an answer apart from one that somebody was asked for in a page. */
function Marks({ voice }: { voice: Voice }): VNode {
  return (
    <>
      {voice.origin === 'unprompted' && <span class="origin">said unasked</span>}
      {voice.origin === 'sample' && <span class="origin">sample data</span>}
      {voice.origin === 'import' && <span class="origin">imported</span>}
      {voice.trust === 'verified' && <span title={SIGNED}>signed in</span>}
      {voice.set_aside !== null && (
        <span class="origin" title={SET_ASIDE[voice.set_aside].why}>
          {SET_ASIDE[voice.set_aside].said}
        </span>
      )}
    </>
  )
}
