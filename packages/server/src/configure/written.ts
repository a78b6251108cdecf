import { type Document, isScalar, LineCounter, parseDocument } from 'yaml'

import { offsetOf } from './locate.ts'
import { faultsOfJson, faultsOfSyntax } from './syntax.ts'

/** How a configuration is written in a file. */
export type Format = 'yaml' | 'json'

/** By the file's name; what is not named `.json` is YAML, which JSON is a part of. */
export function formatOf(file: string): Format {
  return file.endsWith('.json') ? 'json' : 'yaml'
}

/** A configuration as it is written, and the way back from what is wrong to where it stands. */
export interface Written {
  /** Whatever it says; nothing is checked but that it can be read. */
  document: unknown
  /** What stops it from being read, each as `14:11 what is wrong; what to do`. */
  faults: string[]
  /** A fault as the check names it, with line and column before it, both counted from 1: `14:11 prompts[2].step: there is …`. */
  locate: (fault: string) => string
  /** The same text, made from another revision; unchanged where it says none. */
  withRevision: (revision: string) => string
}

/**
 * Reads a configuration from text.
 *
 * YAML is 1.2, where `no` is a language and not false. Aliases are not read: a few lines of them can stand for gigabytes, and
 * a file that was pulled has none.
 */
export function parseWritten(text: string, format: Format): Written {
  const lines = new LineCounter()
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const placed = (offset: number, fault: string) => {
    const { line, col } = lines.linePos(offset)
    return `${line}:${col} ${fault}`
  }
  const found = faultsOfSyntax(parsed, text)
  if (format === 'json' && found.length === 0) found.push(...faultsOfJson(text))
  return {
    document: found.length > 0 ? undefined : documentOf(parsed, text, format),
    faults: found.map(({ offset, fault }) => placed(offset, fault)),
    locate: (fault) => placed(offsetOf(parsed, fault), fault),
    withRevision: (revision) => replaceRevision(parsed, text, revision),
  }
}

function documentOf(parsed: Document.Parsed, text: string, format: Format): unknown {
  return format === 'json' ? JSON.parse(text) : parsed.toJS()
}

/** Only these few characters change: comments and spaces are the owner's. */
function replaceRevision(parsed: Document.Parsed, text: string, revision: string): string {
  const said = parsed.get('$revision', true)
  if (!isScalar(said) || !said.range || said.value === revision) return text
  const [from, to] = said.range
  return `${text.slice(0, from)}${JSON.stringify(revision)}${text.slice(to)}`
}
