import type { BrowserContext } from 'playwright-core'

/**
 * Tells of everything that a text could bring about in a page, however: it ran, asked for something, became an element or an
 * address that does something, or was held back by the browser's policy alone.
 *
 * @param tell Given a line for each.
 */
export async function setTraps(context: BrowserContext, origin: string, tell: (what: string) => void): Promise<void> {
  await context.exposeFunction('tellTrap', tell)
  await context.addInitScript(watch)
  context.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) tell(`asked for ${url}`)
    if (['image', 'media', 'object'].includes(request.resourceType()) && !url.startsWith('data:')) tell(`showed ${url}`)
  })
  context.on('dialog', (dialog) => {
    tell(`said ${dialog.message()}`)
    void dialog.dismiss()
  })
}

/** Runs in every document and frame before anything else. */
function watch(): void {
  /** No page of ours has any of these. */
  const NEVER = new Set(
    'img picture source iframe frame frameset object embed applet video audio track base style math template xmp'
      .concat(' marquee plaintext animate set image use foreignobject mglyph xss')
      .split(' '),
  )
  const ADDRESSES = new Set('href src srcset action formaction xlink:href poster background data'.split(' '))
  const { tellTrap } = window as unknown as { tellTrap: (what: string) => void }
  Object.assign(window, { xss: () => tellTrap('ran') })
  addEventListener('securitypolicyviolation', (event) =>
    tellTrap(`was refused ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`),
  )
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'attributes') lookAt(target)
      for (const node of addedNodes) {
        lookAt(node)
        if (node instanceof Element) for (const inner of node.querySelectorAll('*')) lookAt(inner)
      }
    }
  })
  const everything = { childList: true, subtree: true, attributes: true }
  observer.observe(document, everything)
  const native = Reflect.get<typeof Element.prototype, 'attachShadow'>(Element.prototype, 'attachShadow')
  Element.prototype.attachShadow = function (this: Element, options) {
    const root = Reflect.apply(native, this, [options])
    observer.observe(root, everything)
    return root
  }

  function lookAt(node: Node): void {
    if (!(node instanceof Element)) return
    const isPreview = node.parentElement?.matches('.screen') ?? false
    if (NEVER.has(node.localName) && !(node.localName === 'iframe' && isPreview)) tellTrap(`became ${htmlOf(node)}`)
    if (node.matches('script:not([src]), meta[http-equiv]')) tellTrap(`became ${htmlOf(node)}`)
    for (const { name, value } of node.attributes) {
      const isOdd = name.startsWith('on') || (name === 'srcdoc' && !isPreview) || (ADDRESSES.has(name) && !isOwn(value))
      if (isOdd) tellTrap(`became ${name} of ${htmlOf(node)}`)
    }
  }

  function isOwn(address: string): boolean {
    const url = URL.parse(address, document.baseURI)
    return url === null || url.origin === self.origin || address.startsWith('data:image/') || address === 'data:,'
  }

  function htmlOf(element: Element): string {
    return element.outerHTML.slice(0, 160)
  }
}
