/* oxlint-disable typescript/unbound-method, typescript/no-unnecessary-type-assertion -- it asks about functions as values, in a page */
/**
 * Looks at everything of a page that a script could have changed: globals, prototypes, what the document holds, where it lies,
 * how it looks, and what went wrong. Gives lines of text, so that two pages can be compared and their difference read.
 *
 * It runs before any script of the page, takes the natives it needs while they are clean, and leaves `probe` behind.
 */
export function installProbe(): void {
  const { getOwnPropertyNames, getOwnPropertyDescriptor, getOwnPropertySymbols, isFrozen, defineProperty } = Object
  const { apply } = Reflect
  const { toString } = Function.prototype
  const { sort, join } = Array.prototype
  const { includes } = String.prototype
  const { getComputedStyle, String: text } = globalThis
  const { getBoundingClientRect, getAttributeNames, getAttribute } = Element.prototype
  const { getElementsByTagName } = Document.prototype
  const { getPropertyValue } = CSSStyleDeclaration.prototype
  const faults: string[] = []
  const shown = [
    'display',
    'visibility',
    'opacity',
    'color',
    'background-color',
    'font',
    'transform',
    'filter',
    'cursor',
    'pointer-events',
  ]

  const note = (kind: string, what: unknown) => {
    faults[faults.length] = `${kind}: ${text(what)}`
  }
  addEventListener(
    'error',
    (event) => note('error', event.message ?? `not loaded: ${(event.target as Element).tagName}`),
    true,
  )
  addEventListener('unhandledrejection', (event) => note('rejection', event.reason))
  addEventListener('securitypolicyviolation', (e) => note('policy', `${e.effectiveDirective} ${e.blockedURI}`), true)

  const hash = (words: string) => {
    let sum = 0
    for (let at = 0; at < words.length; at++) sum = (sum * 31 + words.charCodeAt(at)) | 0
    return sum
  }
  const sorted = (list: string[]) => apply(join, apply(sort, list, []), [' ']) as string
  const describe = (of: object) => {
    const names = getOwnPropertyNames(of)
    let [all, count] = [`${isFrozen(of)} ${getOwnPropertySymbols(of).length}`, 0]
    for (let at = 0; at < names.length; at++) {
      if (isBookkeeping(names[at]!)) continue
      count++
      const found = getOwnPropertyDescriptor(of, names[at]!)
      for (const part of [found?.value, found?.get, found?.set] as unknown[])
        if (typeof part === 'function') all += `${names[at]} ${apply(toString, part, []) as string}`
    }
    return `${count} ${hash(all)}`
  }
  const has = (whole: unknown, part: string) => apply(includes, text(whole), [part]) as boolean
  /** zone.js and jQuery note on each object who listens to it. */
  const isBookkeeping = (name: string) => has(name, '__zone_symbol__') || has(name, 'jQuery')
  const isOurs = (element: Element) => {
    const attribute = (name: string) => apply(getAttribute, element, [name]) as string | null
    return (
      element.localName === 'attune-prompt' || attribute('data-tag') !== null || has(attribute('src'), '/attune.js')
    )
  }

  const globals = () => {
    const names = getOwnPropertyNames(window)
    let all = ''
    for (let at = 0; at < names.length; at++) {
      const name = names[at]!
      if (name === 'attune' || isBookkeeping(name)) continue
      const value: unknown = getOwnPropertyDescriptor(window, name)?.value
      all += `\n${name}: ${typeof value}`
      if (typeof value !== 'function' && name !== 'JSON' && name !== 'Math' && name !== 'Reflect') continue
      const { prototype } = value as { prototype?: object }
      all += ` ${describe(value as object)} ${prototype ? describe(prototype) : ''}`
    }
    return `globals:${all}`
  }
  const elements = () => {
    const found = apply(getElementsByTagName, document, ['*']) as HTMLCollectionOf<Element>
    let all = ''
    for (let at = 0, seen = 0; at < found.length && seen < 300; at++) {
      const element = found[at]!
      if (isOurs(element)) continue
      seen++
      const box = apply(getBoundingClientRect, element, []) as DOMRect
      const style = getComputedStyle(element)
      let look = ''
      for (let n = 0; n < shown.length; n++) look += `${apply(getPropertyValue, style, [shown[n]!]) as string};`
      const attributes = sorted(apply(getAttributeNames, element, []) as string[])
      all += `\n${element.localName} [${attributes}] ${box.x} ${box.y} ${box.width} ${box.height} ${look}`
    }
    return `elements:${all}`
  }
  const singles = () => {
    const { title, activeElement, compatMode, scrollingElement } = document
    const focus = `${activeElement?.localName} ${activeElement?.id}`
    const own = [document, history, navigator, location, document.body].map(describe)
    return `page: ${[title, focus, compatMode, scrollingElement?.scrollTop, history.length, own].join(' | ')}`
  }
  const said = () => {
    let all = 'faults:'
    for (let at = 0; at < faults.length; at++) all += `\n${faults[at]}`
    return all
  }
  defineProperty(window, 'probe', {
    value: (isDeep: boolean) => `${singles()}\n${isDeep ? globals() : ''}\n${elements()}\n${said()}`,
  })
}

declare global {
  interface Window {
    probe: (isDeep: boolean) => string
  }
}
