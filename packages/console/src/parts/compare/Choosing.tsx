import type { CompareOptions } from '@attune/protocol'
import type { VNode } from 'preact'

import { changed, type Kind, kindOf, narrowings, withSides, withStep } from './asked.ts'
import { firstSidesOf, looksAt } from './looks.ts'
import { stepName } from './names.ts'
import { NarrowFields } from './NarrowFields.tsx'
import { Select } from './Select.tsx'
import { SidesFields } from './SidesFields.tsx'

interface Props {
  /** With nothing left open. */
  search: URLSearchParams
  options: CompareOptions
  hrefFor: (search: string) => string
  go: (search: string) => void
}

/** What is compared, as a sentence whose words can be others; what is most likely to be asked is one press away. */
export function Choosing({ search, options, hrefFor, go }: Props): VNode {
  const stepId = search.get('step') ?? ''
  const step = options.steps.find(({ id }) => id === stepId)
  const kind = kindOf(search) ?? 'date'
  const kinds = (Object.keys(KINDS) as Kind[]).filter(
    (one) => one === kind || firstSidesOf(one, options, step) !== null,
  )
  const isNarrowed = narrowings(search)
  return (
    <form class="choosing" aria-label="What is compared" onSubmit={(event) => event.preventDefault()}>
      <div class="choosing-line">
        <Select
          label="At"
          value={stepId}
          options={options.steps.map(({ id }) => [id, stepName(options, id)])}
          onChange={(id) => go(withStep(search, id))}
        />
        <Select
          label="compare"
          value={kind}
          options={kinds.map((one) => [one, KINDS[one]])}
          onChange={(one) => go(withSides(search, firstSidesOf(one as Kind, options, step) ?? {}))}
        />
        <SidesFields {...{ kind, search, options, step, go }} />
      </div>
      <ul class="compare-looks" aria-label="Worth a look">
        {looksAt(options, step).map(({ name, sides }) => {
          const isCurrent = Object.entries(sides).every(([key, value]) => search.get(key) === value)
          return (
            <li key={name}>
              <a
                href={hrefFor(withSides(search, sides))}
                data-replace=""
                {...(isCurrent ? { 'aria-current': 'true' as const } : {})}
              >
                {name}
              </a>
            </li>
          )
        })}
      </ul>
      <details class="compare-narrow">
        <summary>
          Narrow it
          {isNarrowed > 0 && (
            <span class="hint">: {isNarrowed === 1 ? 'one thing is' : `${isNarrowed} things are`} set</span>
          )}
        </summary>
        <NarrowFields {...{ kind, search, options, step, go }} />
        {isNarrowed > 0 && (
          <p>
            <a href={hrefFor(changed(search, ALL))} data-replace="">
              Take everyone again
            </a>
          </p>
        )}
      </details>
    </form>
  )
}

const KINDS: Record<Kind, string> = {
  release: 'before and after release',
  date: 'before and after',
  period: 'two periods',
  variant: 'two variants',
  version: 'two versions of the prompt',
  device: 'two devices',
  locale: 'two languages',
  releases: 'two releases',
}

/** Everything that narrows, taken away. */
const ALL = { where: null, prompt: null, control: null, weeks: null, washout: null, from: null, to: null }
