import type { ConfigurationDocument } from '@attune/protocol'
import { ConfigurationSchema } from '@attune/protocol/schema'
import { stringify } from 'yaml'

import type { Format } from './written.ts'

/**
 * A configuration as a file holds it: every field in the order that the schema names it, so that two versions of a file differ
 * only in what was changed.
 *
 * @param schemaUrl Where editors find what may be written.
 * @param revision What the file has seen, for a push that overwrites nothing else.
 */
export function textOfDocument(
  document: ConfigurationDocument,
  format: Format,
  { schemaUrl, revision }: { schemaUrl: string; revision: string },
): string {
  const ordered = inOrder(document, ConfigurationSchema as Part) as object
  if (format === 'json') return `${JSON.stringify({ $schema: schemaUrl, $revision: revision, ...ordered }, null, 2)}\n`
  // In blocks, spaces before a line break would be lost.
  const yaml = stringify(ordered, { blockQuote: false, lineWidth: 0, aliasDuplicateObjects: false })
  return `# yaml-language-server: $schema=${schemaUrl}\n$revision: ${JSON.stringify(revision)}\n${yaml}`
}

interface Part {
  properties?: Record<string, Part>
  patternProperties?: Record<string, Part>
  items?: Part
  allOf?: Part[]
  anyOf?: Part[]
}

function inOrder(value: unknown, part: Part): unknown {
  if (Array.isArray(value)) return value.map((item) => inOrder(item, part.items ?? {}))
  if (typeof value !== 'object' || value === null) return value
  const parts = [part, ...(part.allOf ?? []), ...(part.anyOf ?? [])]
  const known = Object.fromEntries(parts.flatMap(({ properties }) => Object.entries(properties ?? {})))
  const [other = {}] = parts.flatMap(({ patternProperties }) => Object.values(patternProperties ?? {}))
  const said = value as Record<string, unknown>
  const names = [...Object.keys(known), ...Object.keys(said)].filter((name) => Object.hasOwn(said, name))
  return Object.fromEntries([...new Set(names)].map((name) => [name, inOrder(said[name], known[name] ?? other)]))
}
