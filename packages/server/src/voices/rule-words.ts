import type { ThemeRule } from '@attune/protocol'

import { shortened } from '../analyse/parameters.ts'
import { AppError } from '../errors.ts'

/**
 * Rules as they are kept: terms as themes have them, each once.
 *
 * @throws AppError `bad_request`, naming the rule: where two have one id, a term is in two rules, or is neither a word nor two.
 */
export function rulesOf(given: readonly ThemeRule[]): ThemeRule[] {
  const taken = new Map<string, string>()
  const ids = new Set<string>()
  return given.map(({ id, name, terms, except = [] }) => {
    const called = tidy(name)
    if (called === '') throw refused(`The rule "${id}" has no name.`, 'Call it what your team calls it.')
    if (ids.has(id)) throw refused(`Two rules have the id "${id}".`, 'Give each its own.')
    ids.add(id)
    const own = termsIn(terms, called)
    if (own.length === 0) throw refused(`"${shortened(called)}" has no term.`, 'Give it at least one, or remove it.')
    for (const term of own) {
      const other = taken.get(term)
      if (other !== undefined)
        throw refused(`"${term}" is in "${shortened(other)}" and in "${shortened(called)}".`, 'A term is in one rule.')
      taken.set(term, called)
    }
    const not = termsIn(except, called)
    const both = not.find((term) => own.includes(term))
    if (both !== undefined)
      throw refused(`"${shortened(called)}" is of "${both}" and excepts it.`, 'Decide for one of the two.')
    return { id, name: called, terms: own, ...(not.length > 0 && { except: not }) }
  })
}

function termsIn(terms: readonly string[], name: string): string[] {
  const own = terms.map((given) => {
    const term = tidy(given).replaceAll('’', "'").toLowerCase()
    if (term === '' || term.split(' ').length > 2)
      throw refused(
        `"${shortened(name)}" has the term "${shortened(term)}".`,
        'A term is a word, or two that stand side by side.',
      )
    return term
  })
  return [...new Set(own)]
}

/** With single spaces, and nothing that nobody sees and no database keeps. */
function tidy(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

function refused(what: string, wayOut: string): AppError {
  return new AppError('bad_request', `${what} ${wayOut}`)
}
