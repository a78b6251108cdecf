/**
 * An id that a name gives: `Zahlung & Versand` becomes `zahlung-versand`, and `zahlung-versand-2` where that is taken.
 *
 * @param otherwise What it is called where the name has no letter that an id may have, as in Japanese.
 */
export function idFrom(name: string, taken: readonly string[], otherwise: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/gu, '')
  const id = plain === '' ? otherwise : plain
  if (!taken.includes(id)) return id
  let n = 2
  while (taken.includes(`${id}-${n}`)) n++
  return `${id}-${n}`
}

/** Room for a number behind it: an id has at most 64 characters. */
const LONGEST = 58
