import type { ApiSchema } from './document.ts'

/** A schema as nested lists of its fields; a shape with a name is a link to where it stands. */
export function schemaOf(schema: ApiSchema): string {
  const { properties, required = [], items, anyOf, allOf, additionalProperties } = schema as Parts
  if (schema['$ref']) return `<p>${kindOf(schema)}</p>`
  if (properties)
    return `<dl>${Object.entries(properties)
      .map(([name, each]) => fieldOf(name, each, required.includes(name)))
      .join('')}</dl>`
  const options = (anyOf ?? allOf)?.filter(({ type }) => type !== 'null')
  if (options?.length === 1 && options[0]) return schemaOf(options[0])
  const inner = options ?? [items, additionalProperties].filter(isSchema)
  const nested = inner.filter(hasFields).map(schemaOf)
  return `<p>${kindOf(schema)}</p>${nested.join('')}`
}

/** What a value is, in a few words, e.g. `list of Voice` or `"live" or "sample"`. */
export function kindOf(schema: ApiSchema): string {
  const { $ref, enum: values, anyOf, allOf, items, type, additionalProperties } = schema as Parts
  if ($ref) {
    const name = escape($ref.split('/').at(-1) ?? '')
    return `<a href="#${name}">${name}</a>`
  }
  if ('const' in schema) return `<code>${escape(JSON.stringify(schema['const']))}</code>`
  if (values) return values.map((value) => `<code>${escape(JSON.stringify(value))}</code>`).join(' or ')
  if (anyOf) return [...new Set(anyOf.map(kindOf))].join(' or ')
  if (allOf) return [...new Set(allOf.map(kindOf))].join(' and ')
  if (items) return `list of ${kindOf(items)}`
  if (isSchema(additionalProperties)) return `map of ${kindOf(additionalProperties)}`
  return [type ?? 'anything', boundsOf(schema)].flat().filter(Boolean).map(String).map(escape).join(' ')
}

export function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

interface Parts {
  $ref?: string
  type?: string
  properties?: Record<string, ApiSchema>
  required?: string[]
  enum?: unknown[]
  items?: ApiSchema
  anyOf?: ApiSchema[]
  allOf?: ApiSchema[]
  additionalProperties?: ApiSchema | boolean
}

function fieldOf(name: string, schema: ApiSchema, isRequired: boolean): string {
  const description = typeof schema['description'] === 'string' ? ` ${escape(schema['description'])}` : ''
  const inner = hasFields(schema) ? schemaOf(schema) : `<span>${kindOf(schema)}</span>`
  return `<dt><code>${escape(name)}</code>${isRequired ? '' : ' <small>optional</small>'}</dt><dd>${inner}${description}</dd>`
}

/** Whether there is more to a schema than its kind says. */
function hasFields(schema: ApiSchema): boolean {
  const { $ref, properties, items, anyOf, allOf, additionalProperties } = schema as Parts
  if ($ref) return false
  if (properties) return true
  return [items, ...(anyOf ?? []), ...(allOf ?? []), additionalProperties].some(
    (inner) => isSchema(inner) && hasFields(inner),
  )
}

function isSchema(value: ApiSchema | boolean | undefined): value is ApiSchema {
  return typeof value === 'object'
}

function boundsOf({ minimum, maximum, exclusiveMinimum, maxLength, maxItems, pattern }: ApiSchema): string {
  const bounds = [
    minimum !== undefined && `from ${String(minimum)}`,
    exclusiveMinimum !== undefined && `over ${String(exclusiveMinimum)}`,
    maximum !== undefined && `up to ${String(maximum)}`,
    maxLength !== undefined && `at most ${String(maxLength)} characters`,
    maxItems !== undefined && `at most ${String(maxItems)}`,
    pattern !== undefined && `like ${String(pattern)}`,
  ].filter(Boolean)
  return bounds.length > 0 ? `(${bounds.join(', ')})` : ''
}
