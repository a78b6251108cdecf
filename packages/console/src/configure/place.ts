/** What of a section is looked at. No id has a colon, so that what is no thing yet cannot be taken for one. */
export type Place =
  | { view: 'list' }
  | { view: 'new'; about: string }
  | { view: 'edit'; id: string }
  | { view: 'versions'; id: string }
  /** One's own walk, watched. */
  | { view: 'walk' }
  /** A journey with a path filled in for one of its steps; `step` is '' for a new one. */
  | { view: 'path'; id: string; step: string; path: string }

/** @param id As the route has it: null, `new:`, `new:checkout/payment`, `payment-feel` `payment-feel:versions`, `walk:` or `checkout:at:payment:/pay`. */
export function placeOf(id: string | null): Place {
  if (id === null) return { view: 'list' }
  if (id === WALK) return { view: 'walk' }
  const [, journey, step = '', path] = AT.exec(id) ?? []
  if (journey !== undefined && path !== undefined) return { view: 'path', id: journey, step, path }
  if (id.startsWith(NEW)) return { view: 'new', about: id.slice(NEW.length) }
  if (id.endsWith(VERSIONS)) return { view: 'versions', id: id.slice(0, -VERSIONS.length) }
  return { view: 'edit', id }
}

/** What `placeOf` reads back. */
export function idOf(place: Place): string | null {
  if (place.view === 'list') return null
  if (place.view === 'walk') return WALK
  if (place.view === 'path') return `${place.id}:at:${place.step}:${place.path}`
  if (place.view === 'new') return NEW + place.about
  return place.view === 'versions' ? place.id + VERSIONS : place.id
}

const NEW = 'new:'
const VERSIONS = ':versions'
const WALK = 'walk:'
const AT = /^([^:]+):at:([^:]*):(.*)$/su
