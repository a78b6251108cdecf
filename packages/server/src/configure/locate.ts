import { type Document, isCollection, isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml'

import { placeOf } from './check-shape.ts'

/**
 * Where in a text what a fault speaks of begins: the value, or its name where that is what is wrong; where something is missing,
 * what it is missing in.
 *
 * @param fault As the check names it, e.g. `prompts[2].step: there is no step "checkout/pay"`.
 * @returns the offset from the start of the text.
 */
export function offsetOf(parsed: Document.Parsed, fault: string): number {
  let spot: Spot = { node: parsed.contents, name: null }
  let rest = fault.startsWith('the document: ') ? fault.slice('the document'.length) : `.${fault}`
  for (;;) {
    const next = enter(spot, rest)
    if (!next) break
    spot = next.spot
    rest = next.rest
  }
  const named = rest.startsWith(': ') ? pairOf(spot.node, NAMED.exec(rest)?.[1]) : null
  return named ? startOf(named.key) : offsetOfSpot(spot)
}

/** A value, and its name where it has one. */
interface Spot {
  node: unknown
  name: unknown
}

/** One step down, along the names that are really there: a name may hold dots, brackets and colons of its own. */
function enter({ node }: Spot, rest: string): { spot: Spot; rest: string } | null {
  if (isSeq(node)) {
    const [said, index] = /^\[(\d+)\]/.exec(rest) ?? []
    const item = index === undefined ? undefined : node.items[Number(index)]
    return said === undefined || item === undefined
      ? null
      : { spot: { node: item, name: null }, rest: rest.slice(said.length) }
  }
  if (!isMap(node)) return null
  let best: { spot: Spot; rest: string } | null = null
  for (const pair of pairsOf(node))
    for (const form of [`.${nameOf(pair)}`, placeOf(`/${nameOf(pair)}`), placeOf(`/x/${nameOf(pair)}`).slice(1)]) {
      const left = rest.slice(form.length)
      if (!rest.startsWith(form) || !/^(?:[.[]|: |$)/.test(left) || (best && best.rest.length <= left.length)) continue
      best = { spot: { node: pair.value, name: pair.key }, rest: left }
    }
  return best
}

/** What speaks of a name in an object, and not of the object: `: there is nothing called "colour" here`. */
const NAMED = /^: (?:there is (?:no [a-z-]+|nothing called) )?"([^"]*)"/

function pairOf(node: unknown, name: string | undefined): Pair | null {
  if (name === undefined || !isMap(node)) return null
  return pairsOf(node).find((pair) => nameOf(pair) === name) ?? null
}

function pairsOf(node: YAMLMap): Pair[] {
  return node.items
}

function nameOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key)
}

/** Something of several lines is found by its name, in the line before. */
function offsetOfSpot({ node, name }: Spot): number {
  if (isNode(name) && isNode(node) && isCollection(node) && !node.flow) return startOf(name)
  if (isScalar(node) && node.value === null && node.source === '' && isNode(name)) return startOf(name)
  return isNode(node) ? startOf(node) : startOf(name)
}

function startOf(node: unknown): number {
  return (isNode(node) ? (node as Node).range?.[0] : undefined) ?? 0
}
