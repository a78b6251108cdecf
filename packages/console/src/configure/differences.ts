/** Where two documents differ, e.g. `{ place: 'wording.de.question', mine: 'Wie war das?', theirs: null }`. */
export interface Difference {
  place: string
  mine: string | null
  theirs: string | null
}

/** Everything that two documents say differently, in the order of the first; null where one of them says nothing. */
export function differences(mine: unknown, theirs: unknown, place = ''): Difference[] {
  if (JSON.stringify(mine) === JSON.stringify(theirs)) return []
  if (!isObject(mine) || !isObject(theirs)) return [{ place, mine: said(mine), theirs: said(theirs) }]
  return [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].flatMap((name) =>
    differences(mine[name], theirs[name], place === '' ? name : `${place}.${name}`),
  )
}

/** A place as people say it: `the question in German`, `the share`. */
export function placeSaid(place: string, languageName: (locale: string) => string): string {
  const [head = '', locale = '', ...rest] = place.split('.')
  if (head !== 'wording') return NAMES[head] ?? place
  const name = rest[0] === undefined ? 'the words' : (NAMES[rest[0]] ?? rest.join(' '))
  return locale === 'default' ? name : `${name} in ${languageName(locale)}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function said(value: unknown): string | null {
  if (value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const NAMES: Record<string, string> = {
  question: 'the question',
  low: 'the label under the worst end',
  high: 'the label under the best end',
  why: 'their own words',
  thanks: 'the thanks',
  followUps: 'the follow-ups',
  name: 'the name',
  steps: 'the steps',
  goal: 'the goal',
  step: 'the step',
  on: 'the moment',
  share: 'the share of people',
  scale: 'the scale',
  who: 'whom it is for',
  schedule: 'the schedule',
  quota: 'the number of answers',
  perPerson: 'how often one person is asked',
  placement: 'where it is shown',
}
