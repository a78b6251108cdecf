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
export function createBrokenStorage(broken: (keyof Storage)[], name = 'QuotaExceededError'): Storage {
  const storage = createFakeStorage()
  breakStorage(storage, broken, name)
  return storage
}

/** From now on, it throws. */
export function breakStorage(storage: Storage, broken: (keyof Storage)[], name = 'QuotaExceededError'): void {
  for (const method of broken)
    Object.defineProperty(storage, method, {
      configurable: true,
      value: () => {
        throw new DOMException('No.', name)
      },
    })
}

/** From now on, it works again. */
export function mendStorage(storage: Storage): void {
  for (const method of ['getItem', 'setItem', 'removeItem'])
    if (!Object.keys(storage).includes(method)) Reflect.deleteProperty(storage, method)
}
