import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { TLocalizedValidationError } from 'typebox/error'

import { didYouMean } from './faults.ts'

/** A function that says where a document has not the shape of a schema: each place, what is wrong, and what would be right. */
export function compileShape(schema: TSchema): (document: unknown) => string[] {
  const compiled = Compile(schema)
  return (document) => {
    if (compiled.Check(document)) return []
    const faults = compiled.Errors(document).flatMap((error) => {
      const value = reach(document, error.instancePath)
      return isOfOtherForm(error, value)
        ? []
        : textsOf(error, value, schema).map((text) => `${placeOf(error.instancePath)}: ${text}`)
    })
    return [...new Set(faults)]
  }
}

/** `/prompts/2/step` as people write it: `prompts[2].step`. */
export function placeOf(pointer: string): string {
  const place = pointer.replace(/\/(\d+)(?=\/|$)/g, '[$1]').replaceAll('/', '.')
  return place.replace(/^\./, '') || 'the document'
}

/** A key is a text, or an object: what speaks against the form that it has not is of no use to anybody. */
function isOfOtherForm({ keyword, schemaPath }: TLocalizedValidationError, value: unknown): boolean {
  const [, form] = /\/anyOf\/([01])$/.exec(schemaPath) ?? []
  return keyword === 'anyOf' || form === (typeof value === 'object' ? '0' : '1')
}

function textsOf(error: TLocalizedValidationError, value: unknown, schema: TSchema): string[] {
  switch (error.keyword) {
    case 'required':
      return [`${error.params.requiredProperties.map((name) => `"${name}"`).join(' and ')} is missing`]
    case 'additionalProperties':
      return error.params.additionalProperties.map((name) => unknownOf(name, reach(schema, error.schemaPath)))
    case 'boolean':
      // Says again what `additionalProperties` says better.
      return []
    default:
      return [textOf(error, value, schema)]
  }
}

function textOf(error: TLocalizedValidationError, value: unknown, schema: TSchema): string {
  switch (error.keyword) {
    case 'enum': {
      const allowed = error.params.allowedValues.map(String)
      return `must be one of ${allowed.join(', ')}${typeof value === 'string' ? didYouMean(value, allowed) : ''}`
    }
    case 'pattern':
      return shapeOf(error.params.pattern.toString())
    case 'type':
      return typeOf([error.params.type].flat(), value, reach(schema, error.schemaPath))
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `must be ${COMPARISONS[error.params.comparison]} ${error.params.limit}, and is ${JSON.stringify(value)}`
    case 'minLength':
      return 'says nothing; write something, or leave it away where it may be'
    case 'maxLength':
      return `has ${String(value).length} characters, and at most ${error.params.limit} are taken; shorten it`
    case 'minItems':
      return `must have at least ${error.params.limit}; add some, or leave it away where it may be`
    case 'maxItems':
    case 'maxProperties':
      return `must have at most ${error.params.limit}; take some away`
    case 'uniqueItems':
      return 'has the same twice; leave one away'
    default:
      return error.message
  }
}

/** @param here The part of the schema that knows what may stand there. */
function unknownOf(name: string, here: unknown): string {
  const { properties, patternProperties } = (here ?? {}) as { properties?: object; patternProperties?: object }
  if (patternProperties) return `"${name}" cannot be a name here; use small letters, digits and dashes, at most 64`
  const known = Object.keys(properties ?? {}).filter((one) => !one.startsWith('$'))
  const meant = didYouMean(name, known)
  return `there is nothing called "${name}" here${meant || `; there can be ${known.join(', ')}`}`
}

function typeOf(types: string[], value: unknown, part: unknown): string {
  if (types[0] === 'object') return objectOf(value, part)
  const wanted = types.map((type) => TYPES[type] ?? type).join(' or ')
  if (types[0] === 'integer' && typeof value === 'number') return `must be a whole number, and is ${value}`
  const quotes = types[0] === 'string' && (typeof value === 'number' || typeof value === 'boolean')
  const unquotes = types[0] !== 'array' && typeof value === 'string'
  const way = quotes ? '; put quotes around it' : unquotes ? '; write it without quotes' : ''
  return `must be ${wanted}, and is ${natureOf(value)}${way}`
}

function objectOf(value: unknown, part: unknown): string {
  const { required = [] } = (part ?? {}) as { required?: string[] }
  const needs = required.length > 0 ? ` (${required.map((name) => `"${name}"`).join(', ')})` : ''
  const isGlued = typeof value === 'string' && /^[\w$-]+:\S/.test(value)
  const way = isGlued ? '; a name is followed by a colon and a space' : ''
  return `must be an object with fields${needs}, and is ${natureOf(value)}${way}`
}

function natureOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  return Array.isArray(value) ? 'a list' : (TYPES[typeof value] ?? 'an object')
}

function shapeOf(pattern: string): string {
  if (pattern.includes('pk_')) return 'must start with "pk_" and go on with letters, digits, dashes'
  if (pattern.includes('#')) return 'must be a colour, written as "#b4470b" or "#b40"'
  if (pattern.includes('/')) return 'must name a step as "journey/step", in small letters, digits and dashes'
  return 'must be made of small letters, digits and dashes, at most 64'
}

/** What stands at a pointer, in a document or in the schema itself; undefined where nothing does. */
function reach(from: unknown, pointer: string): unknown {
  let value = from
  for (const name of pointer.split('/').slice(1))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  return value
}

const COMPARISONS = { '<': 'under', '<=': 'at most', '>': 'over', '>=': 'at least' }
const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
}
