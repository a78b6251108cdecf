import { type Document, type ErrorCode, isCollection, type Scalar, visit } from 'yaml'

/** What stops a text from being read, and where. */
interface SyntaxFault {
  /** From the start of the text. */
  offset: number
  /** What is wrong, and what to do. */
  fault: string
}

/**
 * Where a text is no YAML, in order; one a line, because what comes after it in the same line is only its echo, and only the first of
 * what leaves it open where the rest belongs.
 */
export function faultsOfSyntax(parsed: Document.Parsed, text: string): SyntaxFault[] {
  const errors = [...parsed.errors, ...parsed.warnings].toSorted((a, b) => a.pos[0] - b.pos[0])
  const open = errors.filter(({ code }) => !ALONE.has(code))
  // What is said of the same place besides a name of several lines says better what is wrong.
  const first = open.find(({ code, pos }) => code !== 'MULTILINE_IMPLICIT_KEY' && pos[0] === open[0]?.pos[0]) ?? open[0]
  const told = errors.filter((error) => ALONE.has(error.code) || error === first)
  const found = told.map(({ code, message, pos }) => faultOf(code, message, pos[0], text))
  visit(parsed, {
    Collection: (_key, { range }, path) => {
      if (path.length <= MAX_DEPTH) return undefined
      found.push({ offset: range?.[0] ?? 0, fault: TOO_DEEP })
      return visit.BREAK
    },
    Scalar: (_key, scalar) => {
      const fault = faultOfQuote(scalar, found, text)
      if (fault) found.push(fault)
    },
    Pair: (_key, { key }) => {
      if (isCollection(key))
        found.push({ offset: key.range?.[0] ?? 0, fault: 'a name is a text; put quotes around it' })
    },
    Alias: (_key, { source, range }) => {
      const fault = `"*${source}" would be an alias, and none are read; put quotes around a text that begins with *, or write out what it stands for`
      found.push({ offset: range?.[0] ?? 0, fault })
    },
  })
  const lineOf = ({ offset }: SyntaxFault) => text.lastIndexOf('\n', offset - 1)
  const inOrder = found.toSorted((a, b) => a.offset - b.offset)
  return inOrder.filter((one, i) => i === 0 || lineOf(one) !== lineOf(inOrder[i - 1] as SyntaxFault))
}

/** A pair and its value are two; a configuration needs ten of both. */
const MAX_DEPTH = 60
const TOO_DEEP = 'this nests deeper than any configuration does'

/** What is wrong by itself, whatever is around it. */
const ALONE = new Set<ErrorCode>([
  'DUPLICATE_KEY',
  'TAB_AS_INDENT',
  'BAD_SCALAR_START',
  'BAD_DQ_ESCAPE',
  'TAG_RESOLVE_FAILED',
])

/** A quote that is not closed in its line swallows what follows, up to the next one or the end: that it was opened is the mistake. */
function faultOfQuote({ type, range }: Scalar, found: SyntaxFault[], text: string): SyntaxFault | null {
  if (!range || (type !== 'QUOTE_DOUBLE' && type !== 'QUOTE_SINGLE')) return null
  const [from, to, end] = range
  const isLong = text.slice(from, to).trimEnd().includes('\n')
  const within = found.filter(({ offset }) => offset >= from && offset <= end)
  if (!within.some(({ fault }) => isLong || fault === MISSING_QUOTE)) return null
  return { offset: from, fault: MISSING_QUOTE }
}

/** Where a text that is YAML is no JSON: a comment, a comma too many, a name without quotes. */
export function faultsOfJson(text: string): SyntaxFault[] {
  try {
    JSON.parse(text)
    return []
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const [, position] = /at position (\d+)/.exec(message) ?? []
    const what = message
      .replace(/ in JSON at position.*| at position.*/s, '')
      .replace(/, "[^]*" is not valid JSON$/, '')
    const fault = `this is YAML, but no JSON: ${what}; mend it, or name the file .yaml`
    return [{ offset: position === undefined ? offsetOfToken(message, text) : Number(position), fault }]
  }
}

/** V8 says what it did not expect and a piece of what is around it, and not always where. */
function offsetOfToken(message: string, text: string): number {
  const [, token = '', around = ''] =
    /Unexpected token '(.+?)', (?:\.\.\.)?"([^]*?)"(?:\.\.\.)? is not valid JSON/.exec(message) ?? []
  const at = around === '' ? -1 : text.indexOf(around)
  // What it shows reaches ten characters to either side.
  const within = around.indexOf(token, Math.min(AROUND, around.length - 1))
  return at === -1 ? 0 : at + Math.max(within, 0)
}

const AROUND = 10

function faultOf(code: ErrorCode, message: string, offset: number, text: string): SyntaxFault {
  if (/stack/i.test(message)) return { offset, fault: TOO_DEEP }
  const [name = ''] = /^[^\s:]*/.exec(text.slice(offset)) ?? []
  switch (code) {
    case 'DUPLICATE_KEY':
      return {
        offset,
        fault: `"${name.replaceAll(/^["']|["']$/g, '')}" is there twice in the same object; leave one away`,
      }
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return faultOfKey(offset, text)
    case 'BAD_SCALAR_START':
      return { offset, fault: `a text that begins with ${text[offset]} needs quotes around it` }
    case 'BAD_DQ_ESCAPE':
      return { offset, fault: 'this backslash means nothing here; write it twice, or use single quotes' }
    case 'MULTIPLE_DOCS':
      return { offset, fault: 'a second document begins here; a file holds one project' }
    case 'TAG_RESOLVE_FAILED':
      return {
        offset,
        fault: `"${name}" would be a tag, and none are read; put quotes around a text that begins with !`,
      }
    case 'BAD_INDENT':
      return { offset: offset + indentAt(offset, text), fault: `${INDENT}, in the column of what is above it` }
    case 'MISSING_CHAR':
      return {
        offset: offset + indentAt(offset, text),
        fault: MISSING.find(([pattern]) => pattern.test(message))?.[1] ?? UNCLOSED,
      }
    default:
      return { offset, fault: FAULTS[code] ?? `cannot be read (${message})` }
  }
}

/** Either a colon is missing here, or there are two in a line, or the next line is further in than it may be. */
function faultOfKey(offset: number, text: string): SyntaxFault {
  const end = text.indexOf('\n', offset)
  const line = text.slice(offset, end === -1 ? undefined : end)
  if (/:\s/.test(line))
    return { offset, fault: 'there are two colons in this line; put quotes around the text that holds one' }
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const isFirst = /^[\s-]*$/.test(text.slice(start, offset))
  if (isFirst) return { offset, fault: NO_COLON }
  const next = /\S/.exec(text.slice(end))
  return { offset: end + (next?.index ?? 0), fault: `${INDENT}, no further in than the line above` }
}

function indentAt(offset: number, text: string): number {
  return /^ */.exec(text.slice(offset))?.[0].length ?? 0
}

const NO_COLON = 'a name is followed by a colon and a space, as in "name: Shop"; one of them is missing'
const UNCLOSED = 'something that was opened is not closed; close it'
const MISSING_QUOTE = 'a quote is opened here and not closed in this line; close it, or leave it away'
const MISSING: [message: RegExp, fault: string][] = [
  [/map keys? need|: between/, NO_COLON],
  [/quote/, MISSING_QUOTE],
  [/, between/, 'a comma is missing before this'],
  [/- indicator/, 'a part of a list begins with "- "; it is missing here'],
  [/must end with/, 'a bracket that was opened is not closed before this; close it'],
]

const INDENT = 'this line does not begin where it should; begin it'

const FAULTS: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'this line begins with a tab; use spaces',
  UNEXPECTED_TOKEN: 'the value has ended before this; put quotes around the whole of it, and write a quote in it twice',
  BLOCK_IN_FLOW: 'a comma or a closing bracket is missing before this',
}
