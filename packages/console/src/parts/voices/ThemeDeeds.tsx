import type { ThemeRule } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import {
  isAllOf,
  keyOf,
  merged,
  renamed,
  type RuledTheme,
  split,
  termIn,
  themeOf,
  withoutRule,
} from '../../theme-rules.ts'
import { Deed, DeedForm } from './Deed.tsx'
import { ruleWords } from './said.ts'
import type { TeamRules } from './use-theme-rules.ts'

interface Props {
  theme: RuledTheme
  /** The other themes that are found. */
  others: readonly RuledTheme[]
  rules: TeamRules
}

/** What a team makes of a theme: another name, a part of another, or two of one. */
export function ThemeDeeds({ theme, others, rules }: Props): VNode {
  const rule = rules.all?.find(({ id }) => id === theme.rule)
  const parts = partsOf(theme, others, rules.all ?? [])
  return (
    <details class="theme-deeds">
      <summary>Rename, merge or split</summary>
      <p class="hint">
        What you change here is a rule of your team: it holds for everybody, in every journey of this project, until one
        of you takes it back.
      </p>
      <Deed
        label="Call it"
        button="Rename"
        initial={theme.name}
        isBusy={rules.isBusy}
        onDo={(name) =>
          name !== theme.name &&
          rules.change((all) => renamed(all, theme, name), `Your team calls “${theme.name}” “${name}” now.`)
        }
      />
      {parts.length > 0 && <Merge theme={theme} parts={parts} rules={rules} />}
      <Deed
        label="Split off what says"
        button="Split off"
        initial=""
        isBusy={rules.isBusy}
        options={theme.also}
        onDo={(typed) => {
          const term = termIn(typed)
          if (term === null) return 'Type a word, or two that stand side by side.'
          if (isAllOf(rules.all ?? [], theme, term))
            return 'That is all that this theme is made of. Type one of its parts.'
          rules.change((all) => split(all, theme, term), `What says “${term}” is a theme of its own now.`)
          return ''
        }}
      />
      {rule !== undefined && (
        <p class="rule-said">
          {ruleWords(rule)}{' '}
          <button
            type="button"
            class="link"
            disabled={rules.isBusy}
            onClick={() => rules.change((all) => withoutRule(all, rule.id), `The rule “${rule.name}” is taken back.`)}
          >
            Take this rule back
          </button>
        </p>
      )}
    </details>
  )
}

function Merge({ theme, parts, rules }: { theme: RuledTheme; parts: readonly RuledTheme[]; rules: TeamRules }): VNode {
  const [chosen, setChosen] = useState('')
  const submit = (event: Event): void => {
    event.preventDefault()
    const into = parts.find((one) => keyOf(one) === chosen)
    if (into) rules.change((all) => merged(all, theme, into), `“${theme.name}” is part of “${into.name}” now.`)
  }
  return (
    <DeedForm label="Make it part of" onSubmit={submit} problem="">
      {(id) => (
        <>
          <select id={id} value={chosen} onChange={({ currentTarget: { value } }) => setChosen(value)}>
            <option value="">Choose a theme</option>
            {parts.map((one) => (
              <option key={keyOf(one)} value={keyOf(one)}>
                {one.name}
              </option>
            ))}
          </select>
          <button type="submit" class="button quiet" disabled={rules.isBusy || chosen === ''}>
            Merge
          </button>
        </>
      )}
    </DeedForm>
  )
}

/** What a theme can become a part of: the others that are found, and rules of which nobody speaks just now. */
function partsOf(theme: RuledTheme, others: readonly RuledTheme[], rules: readonly ThemeRule[]): RuledTheme[] {
  const all = new Map([...rules.map(themeOf), ...others].map((one) => [keyOf(one), one]))
  all.delete(keyOf(theme))
  return [...all.values()]
}
