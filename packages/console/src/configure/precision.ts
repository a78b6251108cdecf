/** So many answers leave the share of good ones uncertain by so many points. Source: docs/method.md, section 7. */
export const PRECISION: Record<50 | 93 | 381, number> = { 50: 13, 93: 10, 381: 5 }

/**
 * The points by which two shares of so many answers each may differ by chance: what is uncertain of either adds up by its squares.
 */
export const chanceOf = (answers: keyof typeof PRECISION): number => Math.round(PRECISION[answers] * Math.SQRT2)
