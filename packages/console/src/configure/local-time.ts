/**
 * An instant as a field for date and time shows it in a zone: `2026-12-01T08:00`.
 *
 * @param iso ISO 8601 with an offset; `''` for what is none.
 */
export function localOf(iso: string | undefined, zone: string): string {
  const at = iso === undefined ? Number.NaN : Date.parse(iso)
  return Number.isNaN(at) ? '' : wall(at, zone)
}

/** The instant at which clocks in a zone show this, as ISO 8601 in UTC; undefined for an empty field. */
export function instantOf(local: string, zone: string): string | undefined {
  const meant = Date.parse(`${local}Z`)
  if (Number.isNaN(meant)) return undefined
  // Twice, because the offset may be another one on the far side of a change to summer time.
  let at = meant
  for (let round = 0; round < 2; round++) at += meant - Date.parse(`${wall(at, zone)}Z`)
  return new Date(at).toISOString()
}

function wall(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at)
  return parts.replace(' ', 'T')
}
