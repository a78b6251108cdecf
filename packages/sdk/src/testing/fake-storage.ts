/** A `Storage` of a browser, as far as it is used: its keys are its own properties. */
export function createFakeStorage(): Storage {
  return Object.create({
    getItem(this: Record<string, string>, key: string) {
      return this[key] ?? null
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key]
    },
  }) as Storage
}

/** One that throws at whatever is asked of it, e.g. because it is full. */
export function createBrokenStorage(broken: (keyof Storage)[]): Storage {
  const storage = createFakeStorage()
  for (const name of broken)
    Object.defineProperty(storage, name, {
      value: () => {
        throw new Error('QuotaExceededError')
      },
    })
  return storage
}
