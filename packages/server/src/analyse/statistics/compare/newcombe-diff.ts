import { wilson } from '../wilson.ts'
import { type Estimated, mover } from './mover.ts'

/**
 * The difference of two shares, second less first, with Newcombe's 95 % hybrid score interval; null where one side is empty.
 *
 * Source: Newcombe, Stat. Med. 17 (1998) 873–890, method 10.
 */
export function newcombeDiff(k1: number, n1: number, k2: number, n2: number): Estimated | null {
  const first = wilson(k1, n1)
  const second = wilson(k2, n2)
  return first && second && mover({ estimate: k1 / n1, ...first }, { estimate: k2 / n2, ...second })
}
