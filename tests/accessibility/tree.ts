import type { Page } from 'playwright-core'

/** One node of the accessibility tree, as Chromium hands it to a screen reader. */
export interface Heard {
  role: string
  name: string
  /** What is said besides: `checked`, `description: …` */
  says: string[]
  children: Heard[]
}

/** What of a page there is to hear, nothing else; see `/bare`, which has nothing but the prompt on it. */
export async function readTree(page: Page): Promise<Heard> {
  const session = await page.context().newCDPSession(page)
  await session.send('Accessibility.enable')
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const read = (id: string): Heard[] => {
    const node = byId.get(id)
    const role = String(node?.role?.value ?? '')
    if (!node || SILENT.has(role)) return []
    const children = (node.childIds ?? []).flatMap(read)
    if (node.ignored || NO_MEANING.has(role)) return children
    const description = node.description?.value ? [`description: ${String(node.description.value)}`] : []
    const says = (node.properties ?? []).flatMap(({ name, value }) => {
      if (!SAID.has(name) || UNSAID.has(String(value.value))) return []
      return String(value.value) === 'true' ? [name] : [`${name}: ${String(value.value)}`]
    })
    return [{ role, name: String(node.name?.value ?? ''), says: [...description, ...says].toSorted(), children }]
  }
  return read(nodes[0]!.nodeId)[0]!
}

/** As text to be read and compared, a line for each node. Text that only repeats its parent's name is left out. */
export function writeTree(heard: Heard, depth = 0): string {
  const { role, name, says, children } = heard
  const line = `${'  '.repeat(depth)}${role} "${name}"${says.map((word) => `, ${word}`).join('')}\n`
  return (
    line +
    children
      .filter((child) => !(isText(child) && name.includes(child.name)))
      .map((child) => writeTree(child, depth + 1))
      .join('')
  )
}

/** Every node in a tree, itself first. */
export function nodesOf(heard: Heard): Heard[] {
  return [heard, ...heard.children.flatMap(nodesOf)]
}

/**
 * Where a prompt is not what a screen reader needs it to be: one group, named by the question, of as many radio buttons as the
 * scale has points, each with a name of its own; a region that announces; nothing that changes the page's headings.
 */
export function structureFaultsOf(tree: Heard, question: string, points: number): string[] {
  const all = nodesOf(tree)
  const groups = all.filter(({ role, name }) => (role === 'group' || role === 'radiogroup') && name === question)
  const radios = groups.flatMap(nodesOf).filter(({ role }) => role === 'radio')
  const names = radios.map(({ name }) => name)
  const fault = (isFault: boolean, sentence: string) => (isFault ? [sentence] : [])
  return [
    ...fault(groups.length !== 1, `${groups.length} groups are named by the question`),
    ...fault(radios.length !== points, `${radios.length} radio buttons in it, for ${points} points`),
    ...fault(
      names.some((name) => !/\p{L}|\p{N}/u.test(name)),
      'a radio button has no name',
    ),
    ...fault(new Set(names).size !== names.length, 'two radio buttons have the same name'),
    ...fault(!all.some(({ role }) => role === 'status'), 'nothing announces'),
    ...fault(
      all.some(({ role }) => role === 'heading'),
      'a heading joins the page’s',
    ),
    ...fault(
      all.some(({ role, name }) => role === 'button' && !name),
      'a button has no name',
    ),
    ...fault(
      all.some(({ role, name }) => role === 'image' && !name),
      'a picture is read, and says nothing',
    ),
  ]
}

const isText = ({ role }: Heard) => role === 'StaticText'
const SILENT = new Set(['InlineTextBox', 'ListMarker', 'LineBreak'])
const NO_MEANING = new Set(['generic', 'none', 'paragraph', 'LabelText', 'Legend'])
const SAID = new Set([
  'checked',
  'disabled',
  'live',
  'modal',
  'required',
  'invalid',
  'expanded',
  'multiline',
  'hasPopup',
])
const UNSAID = new Set(['false', 'off', 'undefined', ''])
