import type { JourneyMap, MapStep, Scale } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { hrefOf, isByLink, type Route, type Words } from '../route.ts'
import { useVoices } from '../voices.ts'
import { scoreName } from '../words.ts'
import { Stream } from './voices/Stream.tsx'

interface Props {
  map: JourneyMap
  step: MapStep
  scale: Scale
  /** Which answers are listed. */
  route: Extract<Route, { page: 'step' }>
}

/** The answers behind a number, newest first, as many as were asked for. */
export function Voices({ map, step, scale, route }: Props): VNode {
  const { project, journey, feel, words } = route
  const voices = useVoices({ project, journey, step: step.id, words, feel: feel === null ? [] : [feel] }, map)
  const [opened, setOpened] = useState('')
  const filter = feel === null ? null : scoreName(feel, scale)
  const isOpen = map.project.privacy === 'open'
  return (
    <section class="voices" aria-labelledby="voices">
      <div class="voices-head">
        <h2 id="voices">{filter === null ? 'What they said' : `What those who felt “${filter}” said`}</h2>
        <p class="filters" role="group" aria-label="Which answers">
          {filter !== null && (
            <a class="pill" href={hrefOf({ ...route, feel: null })} data-replace="">
              All faces
            </a>
          )}
          <a class="pill" href={hrefOf({ ...route, words: 'all' })} data-replace="" {...current(words === 'all')}>
            All answers
          </a>
          <a class="pill" href={hrefOf({ ...route, words: 'only' })} data-replace="" {...current(words === 'only')}>
            With words
          </a>
          {!isByLink() && (
            <a
              class="pill"
              href={hrefOf({ page: 'analyse', project, journey, view: 'voices', search: `?step=${step.id}` })}
            >
              Themes and search
            </a>
          )}
        </p>
      </div>
      <Stream
        voices={voices}
        at={{
          project,
          zone: isOpen ? map.project.zone : null,
          steps: new Map(map.steps.map(({ id, name }) => [id, name])),
        }}
        isMixed={false}
        empty={<p class="hint">{nothing(step, filter, words, isOpen)}</p>}
        opened={opened}
        onOpen={setOpened}
      />
    </section>
  )
}

const current = (isCurrent: boolean): { 'aria-current'?: 'true' } => (isCurrent ? { 'aria-current': 'true' } : {})

function nothing({ feel }: MapStep, filter: string | null, words: Words, isOpenHere: boolean): string {
  if (feel.n === 0 && !isOpenHere) return 'Answers are told once a day, of five people or more together.'
  if (feel.n === 0) return 'Nobody has answered here yet. The first answer appears at once, without reloading.'
  if (words === 'only') return 'Nobody has written anything that fits. “All answers” shows those without words too.'
  return filter === null ? 'The words of fewer than 5 people stay hidden here.' : 'Nobody felt that way here.'
}
