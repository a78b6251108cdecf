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
    return this[key]
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

/** A random UUID (version 4). `crypto.randomUUID` is missing on pages without TLS. */
export const uuid = (): string =>
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
    (+digit ^ (crypto.getRandomValues(new Uint8Array(1))[0]! & (15 >> (+digit / 4)))).toString(16),
  )

/** In bytes, as it is sent. */
export const sizeOf = (text: string): number => new Blob([text]).size
