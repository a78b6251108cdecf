import type { CompareOptions, CompareStep } from '@attune/protocol'
import type { VNode } from 'preact'

import { languageName } from '../../language.ts'
import { changed, columnOf, type Kind } from './asked.ts'
import { capital, periodName, shortRange } from './names.ts'
import { type Options, Select } from './Select.tsx'

/** What choosing is made of. */
export interface FieldsProps {
  kind: Kind
  search: URLSearchParams
  options: CompareOptions
  step: CompareStep | undefined
  go: (search: string) => void
}

/** What the two sides are: a release, a day, or two of something. */
export function SidesFields({ kind, search, options, step, go }: FieldsProps): VNode {
  if (kind === 'release') {
    const releases = options.releases.map(({ value, first }): [string, string] => [
      value,
      `${value}, since ${shortRange(first, first)}`,
    ])
    return (
      <Select
        label="Which release"
        isQuiet
        value={search.get('release') ?? ''}
        options={releases}
        onChange={(release) => go(changed(search, { release }))}
      />
    )
  }
  if (kind === 'date') return <DayField search={search} go={go} />
  const values = valuesOf(kind, options, step, search.get('prompt'))
  const [a, b] = [search.get('a') ?? '', search.get('b') ?? '']
  // Whoever chooses what the other side is means to turn them round.
  const choose = (side: 'a' | 'b', value: string): void => {
    const other = side === 'a' ? 'b' : 'a'
    const turned = search.get(other) === value ? { [other]: search.get(side) } : {}
    go(changed(search, { by: columnOf(kind), [side]: value, ...turned }))
  }
  const isPeriod = kind === 'period'
  return (
    <>
      <Select
        label={isPeriod ? 'from' : 'The first side'}
        isQuiet={!isPeriod}
        value={a}
        options={values}
        onChange={(value) => choose('a', value)}
      />
      <Select label={isPeriod ? 'to' : 'against'} value={b} options={values} onChange={(value) => choose('b', value)} />
    </>
  )
}

function DayField({ search, go }: Pick<FieldsProps, 'search' | 'go'>): VNode {
  return (
    <label class="choose">
      <span class="unseen">The day of the change</span>
      <input
        type="date"
        value={search.get('date') ?? ''}
        onChange={({ currentTarget: { value } }) => {
          if (value !== '') go(changed(search, { date: value }))
        }}
      />
    </label>
  )
}

function valuesOf(kind: Kind, options: CompareOptions, step: CompareStep | undefined, prompt: string | null): Options {
  const prompts = step?.prompts.filter(({ id }) => prompt === null || prompt === '' || id === prompt) ?? []
  const found: Record<Exclude<Kind, 'release' | 'date'>, () => Options> = {
    period: () => [...options.years.toReversed(), ...options.months.toReversed()].map((one) => [one, periodName(one)]),
    device: () => options.devices.map(({ value }) => [value, capital(value)]),
    locale: () => options.locales.map(({ value }) => [value, languageName(value)]),
    releases: () => options.releases.map(({ value }) => [value, value]),
    variant: () =>
      [...new Set(prompts.flatMap(({ variants }) => variants.map(({ value }) => value)))].map((one) => [one, one]),
    version: () =>
      [...new Set(prompts.flatMap(({ versions }) => versions.map(({ version }) => String(version))))].map((one) => [
        one,
        `version ${one}`,
      ]),
  }
  return kind === 'release' || kind === 'date' ? [] : found[kind]()
}
