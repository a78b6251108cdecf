import { Type } from 'typebox'

/** What a trace is found by: made up by whoever watches, and long enough that nobody guesses it. */
export const CodeSchema = Type.String({
  pattern: '^[\\w-]{20,64}$',
  description: 'Made up, 20 to 64 letters and digits',
})
