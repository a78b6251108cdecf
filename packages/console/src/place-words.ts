import { tongueName } from './configure/wordings.ts'

/** A place in a document as people say it: `the question in German`, `the share of people`, `budget, per session`. */
export function placeSaid(place: readonly string[]): string {
  const at = place.findIndex((one) => one === 'wording')
  const [locale, ...rest] = at === -1 ? [] : place.slice(at + 1)
  if (locale === undefined) return place.map(nameOf).join(', ')
  const [first, ...more] = rest
  const name = first === undefined ? 'the words' : [nameOf(first), ...more].join(', ')
  const said = locale === 'default' ? name : `${name} in ${tongueName(locale)}`
  return at === 0 ? said : `${place.slice(0, at).map(nameOf).join(', ')}, ${said}`
}

const nameOf = (key: string): string => NAMES[key] ?? inWords(key)

/** `expires_at` and `perSession` as words. */
const inWords = (key: string): string =>
  /^[a-z]+([A-Z][a-z]*|_[a-z]+)*$/u.test(key)
    ? key
        .replaceAll(/([A-Z])/gu, ' $1')
        .replaceAll('_', ' ')
        .toLowerCase()
    : key

const NAMES: Record<string, string> = {
  question: 'the question',
  low: 'the label under the worst end',
  high: 'the label under the best end',
  why: 'their own words',
  thanks: 'the thanks',
  followUps: 'the follow-ups',
  on: 'the moment',
  share: 'the share of people',
  answersPerWeek: 'the answers wanted a week',
  scale: 'the scale',
  who: 'whom it is for',
  after: 'what has to happen before',
  unless: 'what keeps it from being asked',
  schedule: 'the schedule',
  quota: 'the number of answers',
  perPerson: 'how often one person is asked',
  placement: 'where it is shown',
  pairWith: 'what it makes pairs with',
}
