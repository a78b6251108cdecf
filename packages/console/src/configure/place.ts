/** What of a section is looked at. No id has a colon, so that what is no thing yet cannot be taken for one. */
export type Place =
  | { view: 'list' }
  | { view: 'new'; about: string }
  | { view: 'edit'; id: string }
  | { view: 'versions'; id: string }

/** @param id As the route has it: null, `new:`, `new:checkout/payment`, `payment-feel` or `payment-feel:versions`. */
export function placeOf(id: string | null): Place {
  if (id === null) return { view: 'list' }
  if (id.startsWith(NEW)) return { view: 'new', about: id.slice(NEW.length) }
  if (id.endsWith(VERSIONS)) return { view: 'versions', id: id.slice(0, -VERSIONS.length) }
  return { view: 'edit', id }
}

/** What `placeOf` reads back. */
export function idOf(place: Place): string | null {
  if (place.view === 'list') return null
  if (place.view === 'new') return NEW + place.about
  return place.view === 'versions' ? place.id + VERSIONS : place.id
}

const NEW = 'new:'
const VERSIONS = ':versions'
