import type { VNode } from 'preact'

import { withoutRule } from '../../theme-rules.ts'
import { ruleWords } from './said.ts'
import type { TeamRules } from './use-theme-rules.ts'

interface Props {
  rules: TeamRules
  mayChange: boolean
}

/** Every rule that a team has made for themes. */
export function RuleList({ rules, mayChange }: Props): VNode | null {
  const all = rules.all ?? []
  if (all.length === 0) return null
  return (
    <details class="rule-list">
      <summary>{all.length === 1 ? 'One rule of your team' : `${all.length} rules of your team`}</summary>
      <ul>
        {all.map((rule) => (
          <li key={rule.id}>
            {ruleWords(rule)}{' '}
            {mayChange && (
              <button
                type="button"
                class="link"
                disabled={rules.isBusy}
                aria-label={`Take the rule ${rule.name} back`}
                onClick={() =>
                  rules.change((list) => withoutRule(list, rule.id), `The rule “${rule.name}” is taken back.`)
                }
              >
                Take it back
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
