import type { Privacy, ProjectChange, ProjectSettings, Signal } from '@attune/protocol'

import { BUDGET_LINES, type BudgetDraft, budgetDraftOf, budgetIn, faultOfLimit } from './budget-words.ts'
import { isSame } from './differences.ts'
import { mergeOf } from './meanwhile.ts'
import { originFaults, originsIn } from './origins.ts'
import { faultOfDays, type RetentionDraft, retentionDraftOf, retentionIn } from './retention-words.ts'
import { COLORS, isColor, SCHEMES, type ThemeDraft, themeDraftOf, themeIn } from './theme-words.ts'

/** A project's settings as somebody is typing them. */
export interface ProjectDraft {
  name: string
  zone: string
  privacy: Privacy
  /** One on each line. */
  origins: string
  budget: BudgetDraft
  theme: ThemeDraft
  signals: Signal[]
  impressions: boolean
  retention: RetentionDraft
  /** With commas. */
  traits: string
}

export function draftOf(settings: ProjectSettings): ProjectDraft {
  const { name, zone, privacy, origins, budget, theme, signals, impressions, retention, traits } = settings
  return {
    name,
    zone,
    privacy,
    signals,
    impressions,
    origins: origins.join('\n'),
    budget: budgetDraftOf(budget),
    theme: themeDraftOf(theme),
    retention: retentionDraftOf(retention),
    traits: traits.join(', '),
  }
}

/** Only what is not as it was: what a colleague changes elsewhere meanwhile stays theirs. */
export function changeOf(seen: ProjectSettings, draft: ProjectDraft): ProjectChange {
  const now: Required<ProjectChange> = {
    name: draft.name.trim(),
    zone: draft.zone.trim(),
    privacy: draft.privacy,
    budget: budgetIn(draft.budget),
    theme: themeIn(draft.theme, seen.theme),
    signals: draft.signals,
    origins: originsIn(draft.origins),
    impressions: draft.impressions,
    retention: retentionIn(draft.retention),
    traits: traitsIn(draft.traits),
  }
  const changed = Object.entries(now).filter(([key, value]) => !isSame(value, seen[key as keyof ProjectChange]))
  return Object.fromEntries(changed)
}

/** The settings as they would be with what was typed. */
export const settingsOf = (seen: ProjectSettings, draft: ProjectDraft): ProjectSettings => ({
  ...seen,
  ...changeOf(seen, draft),
})

/**
 * What was typed, on top of what somebody else has stored meanwhile: theirs stands wherever nothing was typed, in a limit or a
 * colour as well as in a field. What only I have changed stays just as it is typed.
 */
export function rebased(seen: ProjectSettings, draft: ProjectDraft, newest: ProjectSettings): ProjectDraft {
  const mine = changeOf(seen, draft)
  const both = draftOf(mergeOf({ seen, mine: settingsOf(seen, draft), theirs: newest }))
  const kept = Object.entries(draft).filter(([key]) => key in mine && isUnchanged(seen, newest, key))
  return { ...both, ...Object.fromEntries(kept) }
}

const isUnchanged = (seen: ProjectSettings, newest: ProjectSettings, key: string): boolean =>
  isSame(seen[key as keyof ProjectSettings], newest[key as keyof ProjectSettings])

export interface DraftFaults {
  name?: string
  zone?: string
  origins: string[]
  traits?: string
  hasOthers: boolean
}

/** What has to be mended before it can be saved. @param zones Those that there are. */
export function faultsOf(draft: ProjectDraft, zones: readonly string[]): DraftFaults {
  const badColor = SCHEMES.some((scheme) => COLORS.some(({ name }) => !isColor(draft.theme[scheme][name])))
  const badLimit = BUDGET_LINES.some((line) => faultOfLimit(line, draft.budget) !== null)
  const { answersDays, wordsDays } = draft.retention
  const badDays = (faultOfDays('answersDays', answersDays) ?? faultOfDays('wordsDays', wordsDays)) !== undefined
  return {
    ...(draft.name.trim() === '' ? { name: 'Give the project a name.' } : {}),
    ...(zones.includes(draft.zone.trim())
      ? {}
      : { zone: 'There is no such time zone. Type a city, and choose one from the list.' }),
    origins: originFaults(draft.origins),
    ...faultOfTraits(draft.traits),
    hasOthers: badColor || badLimit || badDays,
  }
}

export const hasFaults = ({ name, zone, origins, traits, hasOthers }: DraftFaults): boolean =>
  name !== undefined || zone !== undefined || traits !== undefined || origins.length > 0 || hasOthers

/** The names of traits, each once and sorted. */
function traitsIn(text: string): string[] {
  return [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '').toSorted()
}

function faultOfTraits(text: string): Pick<DraftFaults, 'traits'> {
  const names = traitsIn(text)
  const odd = names.find((name) => !/^[a-z0-9][a-z0-9_-]{0,63}$/.test(name))
  if (odd !== undefined) return { traits: `“${odd}” is no name of a trait: small letters, digits, - and _.` }
  return names.length > 20 ? { traits: 'At most 20 traits can be named.' } : {}
}

/** Every zone that this browser knows, and the one that is set, which an older browser may not know. */
export function zonesWith(zone: string): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), zone])].toSorted()
}
