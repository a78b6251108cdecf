/**
 * The share of people to ask so that a week brings as many answers as are wanted, and no more: never under 1 %, so that a prompt
 * goes on learning whether it is answered at all.
 *
 * Source: docs/method.md.
 *
 * @param eligible People a week who reach the moment and whom nothing but the share keeps from being asked; over 0.
 * @param answerRate Of those asked, how many answer; over 0.
 */
export function sampleRate(target: number, eligible: number, answerRate: number): number {
  return Math.min(1, Math.max(LEAST, target / (eligible * answerRate)))
}

const LEAST = 0.01
