import type { JourneyMap, MapStep, Scale } from '@attune/protocol'
import type { VNode } from 'preact'

import { hrefOf, type Words } from '../route.ts'
import { useVoices } from '../voices.ts'
import { scoreName } from '../words.ts'
import { VoiceItem } from './VoiceItem.tsx'

interface Props {
  map: JourneyMap
  step: MapStep
  scale: Scale
  feel: number | null
  words: Words
}

/** The answers behind a number, newest first, as many as were asked for. */
export function Voices({ map, step, scale, feel, words }: Props): VNode {
  const at = { page: 'step' as const, project: map.project.id, journey: map.journey.id, step: step.id }
  const voices = useVoices({ project: at.project, journey: at.journey, step: at.step, words, feel }, map)
  const filter = feel === null ? null : scoreName(feel, scale)
  return (
    <section class="voices" aria-labelledby="voices">
      <div class="voices-head">
        <h2 id="voices">{filter === null ? 'What they said' : `What those who felt “${filter}” said`}</h2>
        <p class="filters" role="group" aria-label="Which answers">
          {filter !== null && (
            <a class="pill" href={hrefOf({ ...at, feel: null, words })} data-replace="">
              All faces
            </a>
          )}
          <a class="pill" href={hrefOf({ ...at, feel, words: 'all' })} data-replace="" {...current(words === 'all')}>
            All answers
          </a>
          <a class="pill" href={hrefOf({ ...at, feel, words: 'only' })} data-replace="" {...current(words === 'only')}>
            With words
          </a>
        </p>
      </div>
      {voices.error !== null && (
        <p role="alert">
          {voices.error.title}. {voices.error.message}{' '}
          <button type="button" class="button" onClick={() => void voices.reload()}>
            Try again
          </button>
        </p>
      )}
      {voices.list !== null && voices.list.length === 0 && (
        <p class="hint">{nothing(step, filter, words, isOpen(map))}</p>
      )}
      <ol class="voice-list">
        {voices.list?.map((voice) => (
          <VoiceItem key={voice.id} voice={voice} zone={isOpen(map) ? map.project.zone : null} />
        ))}
      </ol>
      {voices.list === null && voices.isSlow && (
        <p class="hint" role="status">
          Loading the answers…
        </p>
      )}
      {voices.more !== null && (
        <p>
          <button type="button" class="button quiet" onClick={() => void voices.more?.()}>
            Show more
          </button>
        </p>
      )}
    </section>
  )
}

const current = (isCurrent: boolean): { 'aria-current'?: 'true' } => (isCurrent ? { 'aria-current': 'true' } : {})

/** Whether answers are shown as they come. */
const isOpen = ({ project }: JourneyMap): boolean => project.privacy === 'open'

function nothing({ feel }: MapStep, filter: string | null, words: Words, isOpenHere: boolean): string {
  if (feel.n === 0 && !isOpenHere) return 'Answers are told once a day, of five people or more together.'
  if (feel.n === 0) return 'Nobody has answered here yet. The first answer appears at once, without reloading.'
  if (words === 'only') return 'Nobody has written anything that fits. “All answers” shows those without words too.'
  return filter === null ? 'The words of fewer than 5 people stay hidden here.' : 'Nobody felt that way here.'
}
