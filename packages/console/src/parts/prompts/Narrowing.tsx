import type { PromptDocument, Targeting } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { listFrom, targeted } from '../../configure/asking.ts'
import { ListField } from '../ListField.tsx'

interface Props {
  prompt: PromptDocument
  onChange: (next: PromptDocument) => void
}

/** Conditions that make the circle smaller. Each is there only once somebody wants it. */
export function Narrowing({ prompt, onChange }: Props): VNode {
  const { who = {} } = prompt
  const [opened, setOpened] = useState<Name[]>([])
  const isOpen = (name: Name): boolean => who[name] !== undefined || opened.includes(name)
  const shut = (name: Name): void => {
    setOpened(opened.filter((one) => one !== name))
    onChange(targeted(prompt, name, undefined))
  }
  const set = (name: 'locales' | 'pages' | 'releases', list: string[]): void =>
    onChange(targeted(prompt, name, list.length === 0 ? undefined : list))
  return (
    <div class="narrowing">
      {LISTS.filter(({ name }) => isOpen(name)).map(({ name, label, hint }) => (
        <div key={name} class="narrowed">
          <ListField
            label={label}
            hint={hint}
            value={who[name] ?? []}
            listFrom={listFrom}
            onChange={(list) => set(name, list)}
          />
          <button type="button" class="link" onClick={() => shut(name)}>
            Take away
          </button>
        </div>
      ))}
      {isOpen('returning') && (
        <div class="narrowed">
          <label>
            Only people who{' '}
            <select
              value={String(who.returning ?? true)}
              onChange={(event) => onChange(targeted(prompt, 'returning', event.currentTarget.value === 'true'))}
            >
              <option value="true">were here before</option>
              <option value="false">are here for the first time</option>
            </select>
          </label>
          <button type="button" class="link" onClick={() => shut('returning')}>
            Take away
          </button>
        </div>
      )}
      <p class="adders">
        <span class="hint">Only</span>
        {ADDERS.filter(([name]) => !isOpen(name)).map(([name, said]) => (
          <button
            key={name}
            type="button"
            class="adder"
            onClick={() => {
              setOpened([...opened, name])
              if (name === 'returning') onChange(targeted(prompt, 'returning', true))
            }}
          >
            {said}
          </button>
        ))}
      </p>
    </div>
  )
}

type Name = Exclude<keyof Targeting, 'devices' | 'traits'>

const LISTS: { name: 'locales' | 'pages' | 'releases'; label: string; hint: string }[] = [
  { name: 'locales', label: 'Only in the languages', hint: 'As pages name them, with commas: de, pt-BR' },
  { name: 'pages', label: 'Only on the pages', hint: 'Paths, with commas: /checkout/*, /help/**' },
  { name: 'releases', label: 'Only in the releases', hint: 'As your code names them, with commas' },
]
const ADDERS: [Name, string][] = [
  ['returning', 'people seen before'],
  ['locales', 'some languages'],
  ['pages', 'some pages'],
  ['releases', 'some releases'],
]
