import type { PublishCheck } from '@attune/protocol'

import type { ApiError } from '../request.ts'

/** What the service says of one place in a prompt. */
export interface PlacedFault {
  /** `who.traits.plan`, `unless[0].step`; `''` for the whole. */
  place: string
  text: string
}

/** What stands in the way of publishing what is stored, or stood in the way of storing it, each with its place. */
export function placedFaults(checks: readonly PublishCheck[], error: ApiError | null): PlacedFault[] {
  const stops = checks.filter(({ level }) => level === 'stop').map(({ text }) => text)
  const refused = error?.code === 'invalid_configuration' ? error.message.split(BETWEEN) : []
  return [...refused, ...stops].map((said) => {
    const [, place = '', text = said] = PLACED.exec(said) ?? []
    return { place, text: sentence(text) }
  })
}

/**
 * What is said of a place and of what is in it, as one text; undefined where nothing is.
 *
 * @param name A name that the service may have said of the place above instead, because it can be no name there.
 */
export function faultAt(faults: readonly PlacedFault[], place: string, name?: string): string | undefined {
  const here = faults.filter((one) => {
    const rest = one.place.startsWith(place) ? one.place.slice(place.length) : null
    if (rest === null || !(rest === '' || /^[.[]/u.test(rest))) return false
    return name === undefined || rest === `.${name}` || rest.startsWith(`.${name}[`) || one.text.startsWith(`“${name}”`)
  })
  return here.length === 0 ? undefined : here.map(({ text }) => text).join(' ')
}

/** Faults follow each other with a semicolon, which they hold themselves, too; a place has a colon behind it. */
const BETWEEN = /; (?=[a-zA-Z][\w.[\]-]*: )/u
const PLACED = /^([a-zA-Z][\w.[\]-]*): (.*)$/su

/** As a sentence of its own, with quotation marks as the console has them. */
function sentence(text: string): string {
  const said = text.replaceAll(/"([^"]*)"/gu, '“$1”')
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.!?]$/u.test(said) ? '' : '.'}`
}
