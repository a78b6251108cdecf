import { COMPARING } from './answers/comparing.ts'
import { EXPECTING } from './answers/expecting.ts'
import { FIGURES } from './answers/figures.ts'
import { WORDS_AND_TIME } from './answers/words-and-time.ts'

/** A function of the service, asked and answering in the words of the worked cases. */
export type Answer = (input: never) => unknown

/** All of them by name. */
export const ANSWERS: Readonly<Record<string, Answer>> = { ...FIGURES, ...COMPARING, ...EXPECTING, ...WORDS_AND_TIME }
