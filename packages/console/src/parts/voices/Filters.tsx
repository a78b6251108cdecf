import type { MapStep, Origin, Scale } from '@attune/protocol'
import type { VNode } from 'preact'
import { useEffect, useId, useState } from 'preact/hooks'

import { navigate } from '../../hooks.ts'
import { type Change, ORIGINS, type VoicesView, withDay } from '../../voices-view.ts'
import { FaceFilter } from './FaceFilter.tsx'
import { SearchBox } from './SearchBox.tsx'

interface Props {
  view: VoicesView
  change: Change
  journey: string
  steps: readonly MapStep[]
  /** Null where the steps were asked on several: one score means different things then. */
  scale: Scale | null
}

/** Which voices are listed: where, how they felt, what they say, when, and where they came from. */
export function Filters({ view, change, journey, steps, scale }: Props): VNode {
  const step = useId()
  const go = (changed: Partial<VoicesView>): void => navigate(change(changed), true)
  return (
    <div class="voice-filters" role="group" aria-label="Which voices">
      <SearchBox q={view.q} onSearch={(q) => go({ q })} />
      <p>
        <label for={step}>Where</label>
        <select
          id={step}
          value={view.step === null ? ANYWHERE : view.step}
          onChange={({ currentTarget: { value } }) => go({ step: value === ANYWHERE ? null : value, feel: [] })}
        >
          <option value={ANYWHERE}>Anywhere in {journey}</option>
          {steps.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="">About {journey} as a whole</option>
        </select>
      </p>
      {scale !== null && <FaceFilter scale={scale} chosen={view.feel} onChoose={(feel) => go({ feel })} />}
      <Where where={view.where} change={change} />
      <More view={view} go={go} />
    </div>
  )
}

/** What a link from elsewhere has asked for; a press takes it away. */
function Where({ where, change }: { where: VoicesView['where']; change: Change }): VNode[] {
  return Object.entries(where).map(([name, value]) => (
    <a
      key={name}
      class="pill"
      href={change({ where: { ...where, [name]: undefined } })}
      data-replace=""
      aria-current="true"
      aria-label={`Only ${name} ${value}: take this away`}
    >
      {name}: {value} ×
    </a>
  ))
}

/** What is asked for less often; open where something of it is. */
function More({ view, go }: { view: VoicesView; go: (changed: Partial<VoicesView>) => void }): VNode {
  const ids = { from: useId(), to: useId(), origin: useId() }
  const day = (name: 'from' | 'to', label: string): VNode => (
    <p>
      <label for={ids[name]}>{label}</label>
      <input
        id={ids[name]}
        type="date"
        value={view[name]}
        onChange={({ currentTarget: { value } }) => go(withDay(view, name, value))}
      />
    </p>
  )
  const isSet = view.from !== '' || view.to !== '' || view.origin !== null || view.words === 'all'
  const [isOpen, setOpen] = useState(isSet)
  // It is not closed over whoever takes the last of it away.
  useEffect(() => {
    if (isSet) setOpen(true)
  }, [isSet])
  return (
    <details class="more-filters" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Days and origin</summary>
      <div>
        {day('from', 'First day')}
        {day('to', 'Last day')}
        <p>
          <label for={ids.origin}>From</label>
          <select
            id={ids.origin}
            value={view.origin ?? ''}
            onChange={({ currentTarget: { value } }) => go({ origin: ORIGINS.find((one) => one === value) ?? null })}
          >
            <option value="">Everybody</option>
            {ORIGINS.map((one) => (
              <option key={one} value={one}>
                {ORIGIN_WORDS[one]}
              </option>
            ))}
          </select>
        </p>
        <label class="check">
          <input
            type="checkbox"
            checked={view.words === 'all'}
            onChange={({ currentTarget: { checked } }) => go({ words: checked ? 'all' : 'only' })}
          />
          Also without words
        </label>
      </div>
    </details>
  )
}

/** No id has a space. */
const ANYWHERE = ' '

const ORIGIN_WORDS: Record<Origin, string> = {
  live: 'Asked in the page',
  unprompted: 'Said unasked',
  import: 'Imported',
  sample: 'Sample data',
}
