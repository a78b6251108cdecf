import { SCALES, type Voice } from '@attune/protocol'
import type { VNode } from 'preact'

import { toneOf } from '../bars.ts'
import { absoluteTime, dayRange, relativeTime } from '../when.ts'
import { scoreName, SET_ASIDE, SIGNED } from '../words.ts'
import { Face } from './Face.tsx'
import { Words } from './Words.tsx'

/**
 * One answer: the person's words, and beneath them where and when it was. Without words it takes one line.
 *
 * @param zone Null where only the day is told.
 */
export function VoiceItem({ voice, zone }: { voice: Voice; zone: string | null }): VNode {
  const { min, max } = SCALES[voice.scale]
  const at = new Date(voice.at)
  const now = new Date()
  const day = voice.at.slice(0, 10)
  return (
    <li class={voice.comment === null ? 'voice wordless' : 'voice'}>
      {voice.comment !== null && <Words voice={voice} />}
      {voice.follow_ups?.map(({ question, answers }) => (
        <p class="context">
          <span>{question}</span> <span class="where">{answers.join(', ')}</span>
        </p>
      ))}
      <p class="context">
        <span class="felt">
          <Face tone={toneOf(voice.feel - min, max - min + 1)} />
          {scoreName(voice.feel, voice.scale)}
        </span>
        {voice.page !== null && <span class="where">{voice.page}</span>}
        {voice.device !== null && <span>{voice.device}</span>}
        {zone === null ? (
          <time dateTime={day}>on {dayRange(day, day)}</time>
        ) : (
          <time dateTime={voice.at}>
            {absoluteTime(at, now, zone)} <span class="ago">({relativeTime(at, now)})</span>
          </time>
        )}
        {voice.locale !== null && <span>{voice.locale}</span>}
        {voice.release !== null && <span>release {voice.release}</span>}
        {voice.variant && <span>variant {voice.variant}</span>}
        {voice.origin === 'unprompted' && <span class="origin">said unasked</span>}
        {voice.origin === 'sample' && <span class="origin">sample data</span>}
        {voice.origin === 'import' && <span class="origin">imported</span>}
        {voice.trust === 'verified' && <span title={SIGNED}>signed in</span>}
        {voice.set_aside !== null && (
          <span class="origin" title={SET_ASIDE[voice.set_aside].why}>
            {SET_ASIDE[voice.set_aside].said}
          </span>
        )}
      </p>
    </li>
  )
}
