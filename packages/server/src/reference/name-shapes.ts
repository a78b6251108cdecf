import type { ApiDocument, ApiSchema } from './document.ts'

/** Lets every shape that has a title stand once, under `components.schemas`, and be referred to by its name. */
export function nameShapes(document: ApiDocument): ApiDocument {
  const named: Record<string, ApiSchema> = {}

  function refer(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(refer)
    if (typeof value !== 'object' || value === null) return value
    const inner = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, refer(each)]))
    // A shape; a document has a title, too, and so may a property be called.
    const { title, ...shape } = inner
    if (typeof title !== 'string' || !isShape(inner)) return inner
    named[title] = shape
    return { $ref: `#/components/schemas/${title}` }
  }

  const paths = refer(document.paths) as ApiDocument['paths']
  const schemas = Object.fromEntries(Object.entries(named).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return { ...document, paths, components: { ...document.components, schemas } }
}

function isShape(value: ApiSchema): boolean {
  return ['type', 'anyOf', 'allOf', 'enum'].some((name) => name in value)
}
