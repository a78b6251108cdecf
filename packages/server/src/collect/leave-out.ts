import type { TSchema } from 'typebox'

/**
 * A function that leaves out of a value what its schema does not name: fields of objects, keys of maps. Where all of it is named,
 * which is nearly always, the value itself comes back.
 *
 * Made once for each schema, for the few kinds of schema that travel; TypeBox's own works the schema out anew for every value,
 * which was four fifths of what a request cost. A test holds the two to the same result. What has another shape than the schema
 * says is left as it is, for the check to refuse.
 */
export function compileLeaveOut(schema: TSchema): (value: unknown) => unknown {
  const { properties, patternProperties } = schema as {
    properties?: Record<string, TSchema>
    patternProperties?: Record<string, TSchema>
  }
  if (properties) return leaveOutFields(new Map(Object.entries(properties).map(([name, one]) => [name, innerOf(one)])))
  const [pattern] = Object.keys(patternProperties ?? {})
  return pattern === undefined ? (value) => value : leaveOutKeys(new RegExp(pattern))
}

/**
 * A schema that lets pass what it does not name, for values of which that is left out: looking for it a second time costs as much as
 * the rest of a check.
 */
export function lenient<Schema extends TSchema>(schema: Schema): Schema {
  const text = JSON.stringify(schema, (name, value: unknown) => (name === 'additionalProperties' ? undefined : value))
  return JSON.parse(text) as Schema
}

/** Null where there is nothing inside to leave out. */
function innerOf(schema: TSchema): ((value: unknown) => unknown) | null {
  return 'properties' in schema || 'patternProperties' in schema ? compileLeaveOut(schema) : null
}

function leaveOutFields(fields: ReadonlyMap<string, ((value: unknown) => unknown) | null>) {
  return (value: unknown): unknown => {
    if (!isObject(value)) return value
    let isWhole = true
    for (const name in value) {
      const inner = fields.get(name)
      if (inner === undefined || (inner !== null && inner(value[name]) !== value[name])) isWhole = false
    }
    if (isWhole) return value
    const kept: Record<string, unknown> = {}
    for (const name in value) {
      const inner = fields.get(name)
      if (inner !== undefined) kept[name] = inner ? inner(value[name]) : value[name]
    }
    return kept
  }
}

function leaveOutKeys(pattern: RegExp) {
  return (value: unknown): unknown => {
    if (!isObject(value)) return value
    const names = Object.keys(value)
    if (names.every((name) => pattern.test(name))) return value
    return Object.fromEntries(names.filter((name) => pattern.test(name)).map((name) => [name, value[name]]))
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
