import { expect, test } from 'vitest'

import { betaBinomialTails } from './beta-binomial.ts'
import { betaCdf, betaQuantile, betaTail } from './beta.ts'
import { chiSquareTail } from './chi-square.ts'
import { logGamma, upperGamma } from './gamma.ts'
import { hypergeometricTail } from './hypergeometric.ts'
import { normalCdf, twoSidedP } from './normal.ts'

/** Within so many parts of 10¹² of a value, however small it is. */
function expectClose(found: number, wanted: number, parts = 1) {
  expect(Math.abs(found / wanted - 1)).toBeLessThan(parts * 1e-12)
}

// Expected values: scipy 1.17.1 (special.gammaln, special.gammaincc, stats.beta, stats.norm, stats.betabinom, stats.chi2).

test('the gamma function has its known logarithms', () => {
  expectClose(logGamma(0.001), 6.907178885383853)
  expectClose(logGamma(0.5), 0.5723649429247)
  expect(logGamma(1)).toBeCloseTo(0, 13)
  expectClose(logGamma(2.5), 0.2846828704729192)
  expectClose(logGamma(123.4), 469.3360974421906)
  expectClose(logGamma(1e6), 12_815_504.569147611)
})

test('the incomplete gamma function is right on both sides of its middle and far out', () => {
  expectClose(upperGamma(0.5, 0.01), 0.887537083981715)
  expectClose(upperGamma(2, 2), 0.40600584970983794)
  expectClose(upperGamma(50, 40), 0.9296649333406051)
  expectClose(upperGamma(50, 80), 0.0001307839765914092)
  expectClose(upperGamma(5000, 5100), 0.07932888107761896, 100)
  expectClose(upperGamma(0.5, 90), 4.846411842405331e-41)
  expect(upperGamma(3, 0)).toBe(1)
  expect(upperGamma(3, Infinity)).toBe(0)
})

test('the normal distribution keeps the digits of its tails', () => {
  expectClose(normalCdf(-12), 1.776482112077653e-33, 1)
  expectClose(normalCdf(-6), 9.865876450376946e-10)
  expectClose(normalCdf(-1), 0.15865525393145707)
  expect(normalCdf(0)).toBe(0.5)
  expectClose(normalCdf(6), 0.9999999990134123)
  expectClose(twoSidedP(-1.959963984540054), 0.05)
})

test('the beta distribution is right in the middle, at the rims and for thousands of answers', () => {
  expectClose(betaCdf(0.1, 0.5, 0.5), 0.20483276469913345)
  expectClose(betaCdf(0.5, 2, 3), 0.6875)
  expectClose(betaCdf(0.001, 1, 1000), 0.6323045752290359)
  expectClose(betaCdf(0.37, 5000, 8000), 0.0002897701346546202, 100)
  expectClose(betaCdf(0.999999, 3, 0.1), 0.7098771699094105)
  expectClose(betaTail(0.85, 75.8, 50.2), 8.316010251787103e-12)
  expect([betaCdf(0, 2, 3), betaCdf(1, 2, 3)]).toEqual([0, 1])
  expectClose(betaQuantile(0.1, 75.8, 50.2), 0.5454271120286701)
  expectClose(betaQuantile(0.9, 0.3, 2), 0.40822369358398575)
  expectClose(betaQuantile(0.5, 1000, 3), 0.9973321745805727)
})

test('the tails of a beta-binomial share the middle', () => {
  const { atMost, atLeast } = betaBinomialTails(10, 40, 2, 3)
  expectClose(atMost, 0.2966534316505953)
  expectClose(atLeast, 0.7435378008265134)
})

test('a chi-square of 3.84 and one degree of freedom is the 5 % that everybody knows', () => {
  expectClose(chiSquareTail(3.841458820694124, 1), 0.05)
  expect(chiSquareTail(0, 0)).toBe(1)
})

test('a draw without putting back has the chances that counting all draws gives', () => {
  // Fisher's lady tasting tea: three of four cups, and four of four.
  expectClose(hypergeometricTail(3, { people: 8, drawn: 4, having: 4 }), 17 / 70)
  expectClose(hypergeometricTail(4, { people: 8, drawn: 4, having: 4 }), 1 / 70)
  expectClose(hypergeometricTail(9, { people: 120, drawn: 60, having: 10 }), 0.008291528293565276, 10)
  expectClose(hypergeometricTail(40, { people: 4_000, drawn: 2_000, having: 60 }), 0.006403197954564928, 100)
  expectClose(hypergeometricTail(15, { people: 4_000, drawn: 200, having: 30 }), 1.4551673667096335e-12, 100)
  // More are drawn than there are without: one at least has it.
  expect(hypergeometricTail(1, { people: 10, drawn: 8, having: 3 })).toBe(1)
  expect(hypergeometricTail(4, { people: 10, drawn: 8, having: 3 })).toBe(0)
})
