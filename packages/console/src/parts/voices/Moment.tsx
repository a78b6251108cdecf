import '../../styles/moment.css'
import type { Voice, VoiceMoment } from '@attune/protocol'
import type { ComponentChildren, VNode } from 'preact'

import { useLoading } from '../../hooks.ts'
import { languageName } from '../../language.ts'
import { fetchMoment } from '../../voices-api.ts'
import type { VoicesAt } from '../../voices.ts'
import { absoluteTime } from '../../when.ts'
import { count, percent } from '../../words.ts'
import { FailureLine } from '../Failure.tsx'
import { VisitPath } from './VisitPath.tsx'

interface Props {
  voice: Voice
  at: VoicesAt
}

/** The moment that a voice is from: what was asked, where, how it was answered, and what else was said on the way. */
export function Moment({ voice, at }: Props): VNode {
  const moment = useLoading(`moment ${at.project}/${voice.id}`, (signal) => fetchMoment(at.project, voice.id, signal))
  const { page, device, locale, release, took_ms: took, traits } = voice
  const withWhat = [device, locale && languageName(locale), release && `release ${release}`].filter(Boolean)
  return (
    <div class="moment">
      {moment.error !== null && <FailureLine error={moment.error} onRetry={moment.reload} />}
      {moment.data !== null && moment.data.path.length > 0 && <VisitPath moment={moment.data} at={at} />}
      <dl>
        <Row name="Asked">
          {voice.question} <span class="hint">{askedWords(voice, moment.data?.asked ?? null)}</span>
        </Row>
        {page !== null && <Row name="Page">{page}</Row>}
        {withWhat.length > 0 && <Row name="With">{withWhat.join(', ')}</Row>}
        {took !== null && <Row name="Answered">{secondsWords(took)} after the question came</Row>}
        {at.zone !== null && isLate(voice, moment.data) && (
          <Row name="Received">
            {absoluteTime(new Date(moment.data.received_at), new Date(), at.zone)}: until then it waited on their device
          </Row>
        )}
        {traits !== null && Object.keys(traits).length > 0 && (
          <Row name="Who">
            {Object.entries(traits)
              .map(([name, value]) => `${name}: ${value}`)
              .join(', ')}
          </Row>
        )}
        {at.zone === null && (
          <Row name="Told">
            On this day, together with at least four others. When exactly, and in which visit, is told of nobody here.
          </Row>
        )}
      </dl>
    </div>
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

/** Whether an answer that somebody gave in a page came in clearly later, as from a device that was offline. */
function isLate({ at, origin }: Voice, moment: VoiceMoment | null): moment is VoiceMoment & { received_at: string } {
  const received = moment?.received_at ?? null
  if (received === null || origin === 'import' || origin === 'sample') return false
  return Date.parse(received) - Date.parse(at) > LATE_MS
}

/** `version 1, variant b; asked of 30 % of the people there; the question has changed since`. */
function askedWords({ version, variant }: Voice, asked: VoiceMoment['asked'] | null): string {
  const { share = null, current_version: current = null } = asked ?? {}
  return [
    variant ? `version ${version}, variant ${variant}` : `version ${version}`,
    ...(share === null || share === 1 ? [] : [`asked of ${percent(share)} of the people there`]),
    ...(current === null || current === version ? [] : ['the question has changed since']),
  ].join('; ')
}

/** `2 seconds`, `3 minutes`. */
function secondsWords(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000))
  const [n, unit] = seconds < 120 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute']
  return `${count(n)} ${unit}${n === 1 ? '' : 's'}`
}

const LATE_MS = 10 * 60_000
