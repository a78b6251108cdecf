import type { Origin, ThemeRule, ThemesAnswer, ThemeSide, ThemeSideName, Voice, VoiceTheme } from '@attune/protocol'

import type { VisibleProject } from '../access/queries.ts'
import type { Db } from '../database/open.ts'
import { applyRules, type Ruled, usedTerms } from './apply-rules.ts'
import { type ContrastTerm, contrastTerms } from './contrast-terms.ts'
import { type Heard, hear } from './hear.ts'
import { EVERY_ANSWER, findVoices } from './queries.ts'
import { chooseQuotes, mostAlike } from './quotes.ts'
import type { ThemesQuery } from './theme-query.ts'
import { readThemeRules } from './theme-rules.ts'
import { AT_MOST, readSides } from './theme-sides.ts'

/**
 * What people's words are about: the terms that tell one side of a contrast from the other, each with its comments; and where there
 * are too few comments for that, the comments.
 *
 * Only so many of the newest are read, and others get their turn between two steps of the work.
 */
export async function findThemes(db: Db, project: VisibleProject, query: ThemesQuery): Promise<ThemesAnswer> {
  const { journey, step, contrast, date } = query
  const [first, second] = await readSides(db, project, query)
  const [a = [], b = []] = await hear([first.comments, second.comments])
  const how = { limit: query.limit, rules: (await readThemeRules(db, project)).rules }
  // Of one's own side somebody may have felt the opposite; of the faces, the others have.
  const isOfFaces = contrast === 'faces'
  const drafts = [
    await draftOf(first.side, a, { other: b, opposed: isOfFaces ? b : a }, how),
    await draftOf(second.side, b, { other: a, opposed: isOfFaces ? a : b }, how),
  ]
  const voices = await openVoices(db, project, journey, drafts.flatMap(quotedIn))
  return {
    project: project.id,
    journey,
    step,
    contrast,
    date,
    at_most: AT_MOST,
    least: LEAST,
    origins: originsOf([...a, ...b]),
    sides: drafts.map((draft) => sideOf(draft, voices)),
  }
}

/** Where comments are known by their ids. */
type ThemeDraft = Omit<VoiceTheme, 'quotes' | 'different'> & { quotes: string[]; different: string | null }
type Draft = Omit<ThemeSide, 'themes' | 'voices'> & { themes: ThemeDraft[]; voices: string[] }

async function draftOf(
  side: ThemeSideName,
  own: readonly Heard[],
  { other, opposed }: Record<'other' | 'opposed', readonly Heard[]>,
  { limit, rules }: { limit: number; rules: readonly ThemeRule[] },
): Promise<Draft> {
  const enough = own.length >= LEAST
  const themes: ThemeDraft[] = []
  const [mine, theirs] = [applyRules(own, rules), applyRules(other, rules)]
  for (const found of enough && side !== 'rest' ? contrastTerms(mine.said, theirs.said, { limit }) : []) {
    themes.push(themeOf(namedBy(found, mine.ruleOf, own), own, opposed))
    await new Promise(setImmediate)
  }
  return {
    side,
    comments: own.length,
    people: new Set(own.map(({ person }) => person)).size,
    from: own.at(-1)?.at.toISOString() ?? null,
    to: own[0]?.at.toISOString() ?? null,
    enough,
    themes,
    voices: enough || side === 'rest' ? [] : own.map(({ id }) => id),
  }
}

/** What was found, by the name of the rule that made it; the rule's terms that were used here stand beside it. */
function namedBy(
  { also, ...found }: ContrastTerm,
  ruleOf: Ruled['ruleOf'],
  own: readonly Heard[],
): ContrastTerm & Pick<VoiceTheme, 'name' | 'rule'> {
  const rule = ruleOf(found.term)
  const others = also.map((term) => ruleOf(term)?.name ?? term)
  if (!rule) return { ...found, also: others, name: found.term, rule: null }
  const comments = found.places.flatMap((place) => own[place] ?? [])
  const [term = rule.name, ...rest] = usedTerms(rule, comments)
  return { ...found, term, also: [...rest, ...others], name: rule.name, rule: rule.id }
}

function themeOf(
  { places, ...found }: ReturnType<typeof namedBy>,
  own: readonly Heard[],
  opposed: readonly Heard[],
): ThemeDraft {
  const comments = places.flatMap((place) => own[place] ?? [])
  const opposite = oppositeOf(comments)
  const others = opposed.filter(({ face }) => face === opposite)
  const different = mostAlike(comments, others)
  return {
    ...found,
    comments: comments.length,
    answers: comments.slice(0, MOST_IDS).map(({ id }) => id),
    quotes: chooseQuotes(comments, QUOTES).flatMap((place) => comments[place]?.id ?? []),
    different: different === null ? null : (others[different]?.id ?? null),
  }
}

/** What fewer of them felt, good or bad; null where it is as many. */
function oppositeOf(comments: readonly Heard[]): Heard['face'] | null {
  const count = (face: Heard['face']) => comments.filter((one) => one.face === face).length
  const more = count('good') - count('bad')
  if (more === 0) return null
  return more > 0 ? 'bad' : 'good'
}

function quotedIn({ themes, voices }: Draft): string[] {
  return [
    ...voices,
    ...themes.flatMap(({ quotes, different }) => (different === null ? quotes : [...quotes, different])),
  ]
}

/** By id. Whatever was removed meanwhile is not there. */
async function openVoices(
  db: Db,
  project: VisibleProject,
  journey: string,
  ids: string[],
): Promise<Map<string, Voice>> {
  const found = await findVoices(db, {
    ...EVERY_ANSWER,
    lane: project.lane,
    project: project.id,
    zone: project.zone,
    journey,
    onlyWords: true,
    ids,
    before: null,
    privacy: project.privacy,
    limit: ids.length,
  })
  return new Map(found.map(({ voice }) => [voice.id, voice]))
}

function sideOf(draft: Draft, voices: ReadonlyMap<string, Voice>): ThemeSide {
  const open = (ids: readonly string[]) => ids.flatMap((id) => voices.get(id) ?? [])
  return {
    ...draft,
    themes: draft.themes.map((theme) => ({
      ...theme,
      quotes: open(theme.quotes),
      different: (theme.different !== null && voices.get(theme.different)) || null,
    })),
    voices: open(draft.voices),
  }
}

function originsOf(comments: readonly Heard[]): Record<Origin, number> {
  const origins = { live: 0, import: 0, sample: 0, unprompted: 0 }
  for (const { origin } of comments) origins[origin]++
  return origins
}

/** Under so many comments a theme would be found as often by luck as by what people mean. Source: docs/method.md, Themes. */
const LEAST = 50
const QUOTES = 3
/** What `voices?ids=` opens at once. */
const MOST_IDS = 200
