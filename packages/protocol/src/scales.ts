import type { Scale } from './config.ts'

/** A scale's ends, and which scores count as good and bad. All ends are inclusive. */
export interface ScaleRange {
  min: number
  max: number
  /** This score and better is good. */
  good: number
  /** This score and worse is bad. */
  bad: number
}

/**
 * The scales by name, worst score first.
 *
 * Source: top and bottom two of five for faces, stars and CSAT; NPS after Reichheld (2003); ease is the Single Ease Question.
 */
export const SCALES: Readonly<Record<Scale, ScaleRange>> = {
  faces: { min: 1, max: 5, bad: 2, good: 4 },
  stars: { min: 1, max: 5, bad: 2, good: 4 },
  csat: { min: 1, max: 5, bad: 2, good: 4 },
  thumbs: { min: 1, max: 2, bad: 1, good: 2 },
  ease: { min: 1, max: 7, bad: 3, good: 6 },
  nps: { min: 0, max: 10, bad: 6, good: 9 },
}
