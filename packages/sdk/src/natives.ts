/**
 * The natives that everything here rests on, taken before a host page can replace them.
 */
export const parse: (text: string) => unknown = JSON.parse

const { stringify } = JSON

/**
 * JSON of what is really there.
 *
 * Some pages still carry an `Array.prototype.toJSON` (Prototype.js) that turns lists into strings; the replacer sees the
 * value as it was before any `toJSON`.
 */
export const toJson = (value: unknown): string =>
  stringify(value, function (this: Record<string, unknown>, key) {
    // On some pages `JSON.parse` makes a date of every text that looks like one.
    return (this[key] as Date | undefined)?.toISOString?.() ?? this[key]
  })

/**
 * Lets nothing that is thrown reach the host page.
 *
 * @returns undefined where it threw.
 */
export function quietly<T>(f: () => T): T | undefined {
  try {
    return f()
  } catch {
    return undefined
  }
}

/** A random UUID (version 4, 120 bits of it by chance). `crypto.randomUUID` is missing on pages without TLS. */
export const uuid = (): string =>
  'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () =>
    (crypto.getRandomValues(new Uint8Array(1))[0]! & 15).toString(16),
  )

/** In bytes, as it is sent. */
export const sizeOf = (text: string): number => new Blob([text]).size
