import type { FeelRow, JourneyConfig } from '@attune/protocol'

/**
 * Compares rows as a person walks: journeys and steps in their configured order, then a journey as a whole, then steps that are no
 * longer configured; then days and segments by name.
 */
export function inJourneyOrder(journeys: readonly JourneyConfig[]): (a: FeelRow, b: FeelRow) => number {
  const journeyAt = new Map(journeys.map((journey, i) => [journey.id, i]))
  const stepAt = new Map(
    journeys.flatMap((journey) => journey.steps.map((step, i) => [`${journey.id}/${step.id}`, i] as const)),
  )
  const placeOf = ({ journey, step }: FeelRow) =>
    step === '' ? AS_A_WHOLE : (stepAt.get(`${journey}/${step ?? ''}`) ?? UNKNOWN)

  return (a, b) =>
    (journeyAt.get(a.journey) ?? UNKNOWN) - (journeyAt.get(b.journey) ?? UNKNOWN) ||
    compare(a.journey, b.journey) ||
    placeOf(a) - placeOf(b) ||
    NAMES.reduce((order, name) => order || compareKeys(a[name] ?? '', b[name] ?? ''), 0) ||
    Object.keys(a.traits ?? {}).reduce((o, name) => o || compare(a.traits?.[name] ?? '', b.traits?.[name] ?? ''), 0)
}

/** Versions are numbers, and everything else is text. */
function compareKeys(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const AS_A_WHOLE = 1_000_000
const UNKNOWN = 2_000_000
const NAMES = [
  'step',
  'month',
  'week',
  'day',
  'prompt',
  'version',
  'variant',
  'scale',
  'device',
  'locale',
  'release',
  'origin',
  'page',
  'trust',
] as const
