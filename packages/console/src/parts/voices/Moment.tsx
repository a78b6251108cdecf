import '../../styles/analyse-voices.css'
import type { Voice } from '@attune/protocol'
import type { ComponentChildren, VNode } from 'preact'

import { languageName } from './said.ts'

interface Props {
  voice: Voice
  zone: string | null
}

/** The moment that a voice is from: what was asked, where, and how it was answered. */
export function Moment({ voice, zone }: Props): VNode {
  const { question, page, device, locale, release, variant, version, took_ms: took, traits } = voice
  const on = [device, locale === null ? null : languageName(locale), release === null ? null : `release ${release}`]
  return (
    <dl class="moment">
      <Row name="Asked">
        {question}{' '}
        <span class="hint">{[`version ${version}`, ...(variant ? [`variant ${variant}`] : [])].join(', ')}</span>
      </Row>
      {page !== null && <Row name="Page">{page}</Row>}
      {on.some((part) => part !== null) && <Row name="With">{on.filter((part) => part !== null).join(', ')}</Row>}
      {took !== null && <Row name="Answered">{secondsWords(took)} after the question came</Row>}
      {traits !== null && Object.keys(traits).length > 0 && (
        <Row name="Who">
          {Object.entries(traits)
            .map(([name, value]) => `${name}: ${value}`)
            .join(', ')}
        </Row>
      )}
      {zone === null && (
        <Row name="Told">
          On this day, together with at least four others. When exactly, and in which visit, is told of nobody here.
        </Row>
      )}
    </dl>
  )
}

function Row({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** `2 seconds`, `3 minutes`. */
function secondsWords(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000))
  const [n, unit] = seconds < 120 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute']
  return `${n} ${unit}${n === 1 ? '' : 's'}`
}
