import type { ThemeRule } from '@attune/protocol'

import type { Said } from './contrast-terms.ts'

/** What becomes of comments by a team's rules. */
export interface Ruled {
  /** The same comments, where a rule's name stands for its terms. */
  said: Said[]
  /** The rule that such a name stands for; null of a term. */
  ruleOf: (term: string) => ThemeRule | null
}

/**
 * Puts a team's rules in the place of their terms, so that everything is counted anew: whoever used three terms of a rule is one person.
 *
 * A term of a rule is no theme by itself any more, not even in a comment that the rule excepts.
 */
export function applyRules(comments: readonly Said[], rules: readonly ThemeRule[]): Ruled {
  const byTerm = new Map(rules.flatMap((rule) => rule.terms.map((term) => [term, rule] as const)))
  const byName = new Map(rules.map((rule) => [nameOf(rule), rule]))
  const said = comments.map(({ person, terms }) => ({ person, terms: ruled(terms, byTerm) }))
  return { said, ruleOf: (term) => byName.get(term) ?? null }
}

/** Of a rule's terms those that these comments use, the one that most people used first; the alphabet decides between two. */
export function usedTerms({ terms }: ThemeRule, comments: readonly Said[]): string[] {
  const peopleOf = (term: string) =>
    new Set(comments.filter((one) => one.terms.has(term)).map(({ person }) => person)).size
  return terms
    .map((term) => ({ term, people: peopleOf(term) }))
    .filter(({ people }) => people > 0)
    .toSorted((a, b) => b.people - a.people || (a.term < b.term ? -1 : 1))
    .map(({ term }) => term)
}

function ruled(terms: ReadonlySet<string>, byTerm: ReadonlyMap<string, ThemeRule>): ReadonlySet<string> {
  const found = new Set([...terms].flatMap((term) => byTerm.get(term) ?? []))
  if (found.size === 0) return terms
  const names = [...found].filter(({ except = [] }) => !except.some((term) => terms.has(term))).map(nameOf)
  return new Set([...[...terms].filter((term) => !byTerm.has(term)), ...names])
}

/** No term begins with this sign. */
const nameOf = ({ id }: ThemeRule): string => `#${id}`
