import type { CompareOptions, CompareStep } from '@attune/protocol'
import type { VNode } from 'preact'

import { languageName } from '../../language.ts'
import { changed, columnOf, isAroundDay, type Narrowed, narrowedTo, withNarrowed } from './asked.ts'
import { capital } from './names.ts'
import { type Options, Select } from './Select.tsx'
import type { FieldsProps } from './SidesFields.tsx'

/** What both sides are narrowed to, how much time they take, and which steps they are held against. */
export function NarrowFields({ kind, search, options, step, go }: FieldsProps): VNode {
  const prompts = step?.prompts ?? []
  const set = (name: string) => (value: string) => go(changed(search, { [name]: value === '' ? null : value }))
  return (
    <div class="compare-narrow-fields">
      {prompts.length > 1 && (
        <Select
          label="Asked"
          value={search.get('prompt') ?? ''}
          options={[['', 'Any question'], ...prompts.map(({ id, question }) => [id, question ?? id] as const)]}
          onChange={set('prompt')}
        />
      )}
      {valuesOf(options, prompts)
        .filter(({ key, values }) => key !== columnOf(kind) && (values.length > 1 || narrowedTo(search, key) !== ''))
        .map(({ key, label, all, values }) => (
          <Select
            key={key}
            label={label}
            value={narrowedTo(search, key)}
            options={[['', all], ...values]}
            onChange={(value) => go(withNarrowed(search, key, value === '' ? [] : [value]))}
          />
        ))}
      {isAroundDay(kind) ? (
        <>
          <Select
            label="On each side, at most"
            value={search.get('weeks') ?? '4'}
            options={WEEKS}
            onChange={set('weeks')}
          />
          <Select
            label="Left out from the change on"
            value={search.get('washout') ?? '1'}
            options={WASHOUT}
            onChange={set('washout')}
          />
        </>
      ) : (
        kind !== 'period' && (
          <>
            <Day label="From" value={search.get('from') ?? ''} onChange={set('from')} />
            <Day label="To" value={search.get('to') ?? ''} onChange={set('to')} />
          </>
        )
      )}
      {kind !== 'variant' && kind !== 'version' && <Controls {...{ search, options, step, go }} />}
    </div>
  )
}

function Day({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }): VNode {
  return (
    <label class="choose">
      <span class="choose-label">{label}</span>
      <input type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    </label>
  )
}

/** Steps that nothing was done to: without any, all others are. */
function Controls({ search, options, step, go }: Omit<FieldsProps, 'kind'>): VNode | null {
  const others = options.steps.filter(({ id, n }) => id !== '' && id !== step?.id && n > 0)
  if (others.length < 2) return null
  const chosen = search.get('control')?.split(',').filter(Boolean) ?? []
  const isHeld = (id: string): boolean => chosen.length === 0 || chosen.includes(id)
  const toggle = (id: string): void => {
    const next = others.map((other) => other.id).filter((other) => isHeld(other) !== (other === id))
    go(changed(search, { control: next.length === 0 || next.length === others.length ? null : next.join() }))
  }
  return (
    <fieldset class="controls-of">
      <legend class="choose-label">Held against these steps, that nothing was done to</legend>
      {others.map(({ id, name }) => (
        <label key={id}>
          <input type="checkbox" checked={isHeld(id)} onChange={() => toggle(id)} /> {name ?? id}
        </label>
      ))}
    </fieldset>
  )
}

interface Narrowable {
  key: Narrowed
  label: string
  all: string
  values: Options
}

function valuesOf(options: CompareOptions, prompts: CompareStep['prompts']): Narrowable[] {
  const versions = [...new Set(prompts.flatMap((prompt) => prompt.versions.map(({ version }) => version)))]
  const variants = [...new Set(prompts.flatMap((prompt) => prompt.variants.map(({ value }) => value)))]
  return [
    {
      key: 'device',
      label: 'On',
      all: 'Any device',
      values: options.devices.map(({ value }) => [value, capital(value)]),
    },
    {
      key: 'locale',
      label: 'In',
      all: 'Any language',
      values: options.locales.map(({ value }) => [value, languageName(value)]),
    },
    {
      key: 'release',
      label: 'Using',
      all: 'Any release',
      values: options.releases.map(({ value }) => [value, `Release ${value}`]),
    },
    {
      key: 'origin',
      label: 'Coming from',
      all: 'Anywhere',
      values: options.origins.map(({ value }) => [value, ORIGINS[value] ?? value]),
    },
    {
      key: 'version',
      label: 'Asked by',
      all: 'Any version',
      values: versions.map((version) => [String(version), `Version ${version}`]),
    },
    {
      key: 'variant',
      label: 'Given',
      all: 'Any variant',
      values: variants.map((value) => [value, `Variant ${value}`]),
    },
  ]
}

const ORIGINS: Readonly<Record<string, string>> = { live: 'Your pages', import: 'An import', sample: 'Sample data' }
const WEEKS: Options = [2, 4, 8, 13, 26, 52].map((n) => [String(n), n === 52 ? 'a year' : `${n} weeks`])
const WASHOUT: Options = [1, 2, 3, 7, 14, 28].map((n) => [String(n), n === 1 ? 'the day itself' : `${n} days`])
