import type { JourneyConfig } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import type { Place } from '../../configure/place.ts'
import { placesIn, stepsAt } from '../../configure/steps-of.ts'
import { globOf } from '../../configure/trace-words.ts'
import { Field } from '../Field.tsx'

interface Props {
  journeys: JourneyConfig[]
  to: (place: Place) => string
}

/** Which steps stand at an address; where none does, what it could become. Pages that match no step report nothing of themselves. */
export function TryAddress({ journeys, to }: Props): VNode {
  const [typed, setTyped] = useState('')
  const path = pathOf(typed)
  const found = path === null ? [] : stepsAt(path, journeys)
  const places = placesIn(journeys)
  return (
    <section class="part try-address" aria-labelledby="try-address">
      <h2 id="try-address">A page that does not show up?</h2>
      <p class="hint">
        A page that is none of your steps reports nothing, so it cannot be seen above. Try its address:
      </p>
      <Field
        name="address"
        label="Address of the page"
        hint="As /checkout/payment, or copied from the browser."
        autocomplete="off"
        maxLength={500}
        value={typed}
        onInput={setTyped}
      />
      <div role="status">
        {path !== null &&
          (found.length > 0 ? (
            <ul>
              {found.map((ref) => {
                const place = places.find((one) => one.ref === ref)
                return (
                  <li key={ref}>
                    <strong>{place?.name}</strong> of {place?.journey} is noticed at <code>{path}</code>.
                  </li>
                )
              })}
            </ul>
          ) : (
            <p>
              No step matches <code>{path}</code>.
            </p>
          ))}
      </div>
      {path !== null && found.length === 0 && <UseAddress path={path} journeys={journeys} to={to} />}
    </section>
  )
}

function UseAddress({ path, journeys, to }: Props & { path: string }): VNode | null {
  const [chosen, setChosen] = useState(`${journeys[0]?.id ?? ''}/`)
  const [id = '', step = ''] = chosen.split('/')
  if (id === '') return null
  return (
    <p class="walk-acts">
      <label>
        Use it for{' '}
        <select value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
          {journeys.map((journey) => (
            <optgroup key={journey.id} label={journey.name}>
              <option value={`${journey.id}/`}>a new step of {journey.name}</option>
              {journey.steps.map((one) => (
                <option key={one.id} value={`${journey.id}/${one.id}`}>
                  {one.name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <a class="button quiet" href={to({ view: 'path', id, step, path: globOf(path) })}>
        Fill it in
      </a>
    </p>
  )
}

/** The path of what was typed; null for nothing, and for what is no address. */
function pathOf(typed: string): string | null {
  const said = typed.trim()
  if (said === '' || /\s/u.test(said)) return null
  const address = said.startsWith('/') ? `https://x${said}` : /^https?:\/\//iu.test(said) ? said : `https://${said}`
  return URL.canParse(address) ? new URL(address).pathname : null
}
