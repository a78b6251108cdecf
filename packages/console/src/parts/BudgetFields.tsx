import { DEFAULT_BUDGET } from '@attune/protocol'
import type { VNode } from 'preact'

import {
  BUDGET_LINES,
  type BudgetDraft,
  type BudgetLine,
  faultOfLimit,
  isLouder,
  meaningOfZero,
} from '../budget-words.ts'

interface Props {
  budget: BudgetDraft
  onChange: (budget: BudgetDraft) => void
}

/** How often one person is asked anything at all, in sentences with a number each. */
export function BudgetFields({ budget, onChange }: Props): VNode {
  const louder = BUDGET_LINES.filter((line) => faultOfLimit(line, budget) === null && isLouder(line, budget)).length
  const isLoud = louder > 0 || budget.firstSession
  return (
    <>
      {BUDGET_LINES.map((line) => (
        <Limit key={line.limit} line={line} budget={budget} onChange={onChange} />
      ))}
      <label class="choice">
        <input
          type="checkbox"
          checked={budget.firstSession}
          onChange={({ currentTarget: { checked } }) => onChange({ ...budget, firstSession: checked })}
        />
        <span>
          Ask people on their very first visit, too
          <span class="hint">Usually not: they have hardly seen anything yet.</span>
        </span>
      </label>
      <p role="status" class={isLoud ? 'note' : 'hint'}>
        {isLoud
          ? 'This asks people more often than is usual. They answer less and close more, and what they say is worth less.'
          : 'This is as quiet as usual, or quieter.'}
      </p>
    </>
  )
}

function Limit({ line, budget, onChange }: Props & { line: BudgetLine }): VNode {
  const { limit, label, unit } = line
  const fault = faultOfLimit(line, budget)
  const usual = DEFAULT_BUDGET[limit]
  const isUsual = fault === null && Number(budget[limit]) === usual
  return (
    <div class="limit">
      <label for={limit}>{label}</label>
      <span class="limit-number">
        <input
          id={limit}
          type="text"
          inputMode={unit === 'times' ? 'numeric' : 'decimal'}
          value={budget[limit]}
          aria-describedby={`${limit}-note`}
          {...(fault === null ? {} : { 'aria-invalid': true as const })}
          onInput={({ currentTarget: { value } }) => onChange({ ...budget, [limit]: value })}
        />
        <span aria-hidden="true">{unitOf(line, budget[limit])}</span>
      </span>
      <span id={`${limit}-note`} class={fault === null ? 'hint' : 'field-error'}>
        {fault ??
          (isUsual
            ? 'as usual'
            : `${meaningOfZero(line, budget)} ${isLouder(line, budget) ? 'Louder' : 'Quieter'} than the usual ${usual}.`)}
      </span>
    </div>
  )
}

function unitOf({ limit, unit }: BudgetLine, typed: string): string {
  const noun = unit === 'days' ? 'day' : limit === 'answersPerYear' ? 'answer' : 'prompt'
  return typed.trim() === '1' ? noun : `${noun}s`
}
