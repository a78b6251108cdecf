/**
 * A drawing of the page as a group that needs no style sheet: what those make of it stands in its attributes, and what only the
 * page needs of it is gone.
 *
 * @param shown Stands in the page, so that its styles are computed.
 */
export function styledCopy(shown: SVGSVGElement): SVGGElement {
  const copy = shown.cloneNode(true) as SVGSVGElement
  writeStyles(shown, copy, null)
  return groupOf(copy)
}

function writeStyles(shown: Element, copy: Element, above: CSSStyleDeclaration | null): void {
  const style = getComputedStyle(shown)
  const children = [...shown.children].map((child, index) => [child, copy.children[index]] as const)
  for (const [child, its] of children) if (its !== undefined) writeStyles(child, its, style)
  if (style.display === 'none' || GONE.has(shown.localName)) {
    copy.remove()
    return
  }
  clean(copy)
  for (const [name, usual] of Object.entries({ ...INHERITED, ...OWN })) {
    const value = style.getPropertyValue(name)
    const without = name in OWN ? usual : (above?.getPropertyValue(name) ?? usual)
    if (value !== '' && value !== without) copy.setAttribute(name, value)
  }
  if (shown.localName === 'svg' && style.overflow === 'visible') copy.setAttribute('overflow', 'visible')
  // A link leads nowhere outside of the page.
  if (shown.localName === 'a') copy.replaceWith(groupOf(copy))
}

/** Without names, roles and addresses; a mark inside the drawing stays. */
function clean(element: Element): void {
  for (const name of element.getAttributeNames()) {
    const isAddress = name === 'href' || name.endsWith(':href')
    const leadsAway = isAddress && element.getAttribute(name)?.startsWith('#') !== true
    if (leadsAway || /^(class|style|role|tabindex|aria-.*|data-.*|on.*)$/.test(name)) element.removeAttribute(name)
  }
}

function groupOf(element: Element): SVGGElement {
  const group = document.createElementNS('http://www.w3.org/2000/svg', 'g')
  for (const { name, value } of element.attributes)
    if (name in INHERITED || name in OWN || PLACED.has(name)) group.setAttribute(name, value)
  group.append(...element.childNodes)
  return group
}

/** Where an element stands, which is no style. */
const PLACED = new Set(['transform', 'clip-path', 'mask'])

/** What cannot be taken along. */
const GONE = new Set(['foreignObject', 'script', 'style', 'image'])

/** What children have from their parents, and what it is where nobody says anything. */
const INHERITED: Record<string, string> = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-opacity': '1',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'paint-order': 'normal',
  'font-family': '',
  'font-size': '',
  'font-style': 'normal',
  'font-weight': '400',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
  'letter-spacing': 'normal',
  visibility: 'visible',
}

/** What an element has for itself alone. */
const OWN: Record<string, string> = { opacity: '1', 'mix-blend-mode': 'normal' }
