import type { ThemeRule, VoiceTheme } from '@attune/protocol'

/** What of a theme its rule is made from. */
export type RuledTheme = Pick<VoiceTheme, 'name' | 'rule' | 'term' | 'also'>

/** How a theme is known in the address: by its rule, which stays when its most used term becomes another; else by its term. */
export const keyOf = ({ rule, term }: Pick<VoiceTheme, 'rule' | 'term'>): string => rule ?? term

/** What a theme that is none just now is called, of what the address knows it by; and a word to look for in its place. */
export function goneTheme(key: string, rules: readonly ThemeRule[]): { name: string; term: string } {
  const { name = key, terms: [term = key] = [] } = rules.find(({ id }) => id === key) ?? {}
  return { name, term }
}

/** A theme's rule, which is made where it has none; the last of the list. */
function ruleOf(rules: readonly ThemeRule[], theme: RuledTheme): ThemeRule {
  const known = rules.find(({ id }) => id === theme.rule)
  if (known) return known
  const taken = new Set(rules.flatMap(({ terms }) => terms))
  const terms = [theme.term, ...theme.also].filter((term, at) => at === 0 || !taken.has(term))
  return { id: newId(rules, theme.name), name: theme.name, terms }
}

/** A theme under another name. */
export function renamed(rules: readonly ThemeRule[], theme: RuledTheme, name: string): ThemeRule[] {
  return replaced(rules, { ...ruleOf(rules, theme), name })
}

/** A theme as a part of another, under the name of that. */
export function merged(rules: readonly ThemeRule[], theme: RuledTheme, into: RuledTheme): ThemeRule[] {
  const part = ruleOf(rules, theme)
  const rest = rules.filter(({ id }) => id !== part.id)
  const whole = ruleOf(rest, into)
  const except = [...(whole.except ?? []), ...(part.except ?? [])]
  const terms = [...new Set([...whole.terms, ...part.terms])]
  return replaced(rest, withExcept({ ...whole, terms }, except))
}

/**
 * What says a term becomes a theme of its own, and no longer belongs to the one it was part of.
 *
 * @param term A word, or two side by side. Nothing changes where it is all that the theme is made of.
 */
export function split(rules: readonly ThemeRule[], theme: RuledTheme, term: string): ThemeRule[] {
  const whole = ruleOf(rules, theme)
  const terms = whole.terms.filter((one) => one !== term)
  if (terms.length === 0) return [...rules]
  const rest = replaced(rules, withExcept({ ...whole, terms }, [...(whole.except ?? []), term]))
  // Another rule may have it already: then it is a theme of its own.
  if (rest.some((rule) => rule.terms.includes(term))) return rest
  return [...rest, { id: newId(rest, term), name: term, terms: [term] }]
}

/** Whether a term is all that a theme is made of, so that nothing would be left of it. */
export const isAllOf = (rules: readonly ThemeRule[], theme: RuledTheme, term: string): boolean =>
  ruleOf(rules, theme).terms.every((one) => one === term)

export const withoutRule = (rules: readonly ThemeRule[], id: string): ThemeRule[] =>
  rules.filter((rule) => rule.id !== id)

/** A term as themes have them: in small letters, words one space apart; null where it is none, or of more than two words. */
export function termIn(typed: string): string | null {
  const term = typed.normalize('NFC').toLowerCase().trim().replaceAll(/\s+/gu, ' ')
  return /^[^\s]{1,60}( [^\s]{1,60})?$/u.test(term) ? term : null
}

/** In its place; at the end where it is new. */
function replaced(rules: readonly ThemeRule[], rule: ThemeRule): ThemeRule[] {
  return rules.some(({ id }) => id === rule.id)
    ? rules.map((one) => (one.id === rule.id ? rule : one))
    : [...rules, rule]
}

/** No term is at once what belongs to a theme and what does not. */
function withExcept({ except: _except, ...rule }: ThemeRule, except: readonly string[]): ThemeRule {
  const kept = [...new Set(except)].filter((term) => !rule.terms.includes(term))
  return kept.length === 0 ? rule : { ...rule, except: kept }
}

/** Small letters, digits and dashes, which no rule has yet. */
function newId(rules: readonly ThemeRule[], name: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 40)
  const base = plain === '' ? 'theme' : plain
  const taken = new Set(rules.map(({ id }) => id))
  let id = base
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`
  return id
}

/** A rule as a theme, where nobody speaks of it just now. */
export const themeOf = ({ id, name, terms: [term = '', ...also] }: ThemeRule): RuledTheme => ({
  name,
  rule: id,
  term,
  also,
})
