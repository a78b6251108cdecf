/**
 * Which groups of a breakdown must be hidden so that no group of 1 to k − 1 people is shown, or can be worked out from the total.
 *
 * Hiding the small one alone is no protection: the total less all others is it. So the smallest that are left are hidden as well,
 * until what is hidden together is nobody or at least k.
 * Source: complementary suppression, as by the ONS and UK LLC for small cells.
 *
 * @param total People in all, those of no group included. @param groups People per group. @param k The smallest number to show.
 * @returns names in order.
 */
export function suppress(total: number, groups: ReadonlyMap<string, number>, k: number): string[] {
  const isSmall = (people: number) => people > 0 && people < k
  const hidden = new Set([...groups].filter(([, people]) => isSmall(people)).map(([name]) => name))
  const visible = [...groups].filter(([name]) => !hidden.has(name)).toSorted(([a, m], [b, n]) => m - n || compare(a, b))
  let rest = total - visible.reduce((sum, [, people]) => sum + people, 0)
  for (const [name, people] of visible) {
    if (!isSmall(rest)) break
    hidden.add(name)
    rest += people
  }
  return [...hidden].toSorted(compare)
}

/** By code, the same in every locale. */
function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
