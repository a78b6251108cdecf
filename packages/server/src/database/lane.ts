/** How many lanes there are; fixed, because a project's rows are found by it. */
const LANES = 256

/**
 * The lane of a project: the first column of every key, and what a cluster shards by.
 *
 * Computed here and not in SQL, so that every statement carries it as a plain value and is routed to one node.
 * Source: FNV-1a, 32 bit, over the UTF-8 bytes of the project's id.
 */
export function laneOf(project: string): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(project, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0) % LANES
}
