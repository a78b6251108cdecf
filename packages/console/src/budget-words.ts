import { type Budget, DEFAULT_BUDGET } from '@attune/protocol'

/** A limit on how often one person is asked, as a sentence around a number. */
export interface BudgetLine {
  limit: Exclude<keyof Budget, 'firstSession'>
  /** What the number is of, as in "Prompts in one visit, at most". */
  label: string
  unit: 'times' | 'days'
}

export const BUDGET_LINES: readonly BudgetLine[] = [
  { limit: 'perSession', label: 'In one visit, show at most', unit: 'times' },
  { limit: 'shownPer30Days', label: 'In any 30 days, show at most', unit: 'times' },
  { limit: 'answersPerYear', label: 'In a year, take answers at most', unit: 'times' },
  { limit: 'afterShownDays', label: 'After anything was shown, stay quiet for', unit: 'days' },
  { limit: 'afterAnswerDays', label: 'After an answer, stay quiet for', unit: 'days' },
  { limit: 'sameStepDays', label: 'At the same step, stay quiet for', unit: 'days' },
  { limit: 'afterDismissalDays', label: 'After somebody closed a prompt, stay quiet for', unit: 'days' },
  { limit: 'afterDismissalAtStepDays', label: 'After that, at the same step, for', unit: 'days' },
  { limit: 'afterTwoDismissalsDays', label: 'After they closed two running, for', unit: 'days' },
]

/** A draft of a budget: numbers as they are typed. */
export type BudgetDraft = Record<BudgetLine['limit'], string> & { firstSession: boolean }

export function budgetDraftOf(budget: Partial<Budget>): BudgetDraft {
  const whole = { ...DEFAULT_BUDGET, ...budget }
  const lines = BUDGET_LINES.map(({ limit }) => [limit, String(whole[limit])])
  return { ...(Object.fromEntries(lines) as Record<BudgetLine['limit'], string>), firstSession: whole.firstSession }
}

/** Only what differs from the defaults, as it is stored: the defaults may get better. */
export function budgetIn(draft: BudgetDraft): Partial<Budget> {
  const budget: Partial<Budget> = {}
  if (draft.firstSession !== DEFAULT_BUDGET.firstSession) budget.firstSession = draft.firstSession
  for (const { limit } of BUDGET_LINES) {
    const value = Number(draft[limit])
    if (value !== DEFAULT_BUDGET[limit]) budget[limit] = value
  }
  return budget
}

/** What is wrong with a number that was typed; null where nothing is. */
export function faultOfLimit({ limit, unit }: BudgetLine, draft: BudgetDraft): string | null {
  const typed = draft[limit].trim()
  const value = Number(typed)
  const most = unit === 'times' ? 1_000 : 3_650
  if (typed === '' || !Number.isFinite(value) || value < 0 || value > most) return `Enter a number from 0 to ${most}.`
  return unit === 'times' && !Number.isInteger(value) ? 'Enter a whole number.' : null
}

/** Whether people are interrupted more than they usually are. 0 times is no limit, and 0 days no quiet at all. */
export function isLouder({ limit, unit }: BudgetLine, draft: BudgetDraft): boolean {
  const [value, usual] = [Number(draft[limit]), DEFAULT_BUDGET[limit]]
  return unit === 'days' ? value < usual : value === 0 || value > usual
}

/** What 0 means, where it is typed; '' for other numbers. */
export function meaningOfZero({ limit, unit }: BudgetLine, draft: BudgetDraft): string {
  if (draft[limit].trim() === '' || Number(draft[limit]) !== 0) return ''
  return unit === 'days' ? '0: no quiet at all.' : '0: without any limit.'
}
