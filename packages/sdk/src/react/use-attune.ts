import {
  answer,
  ask,
  books,
  complete,
  consent,
  explain,
  fail,
  identify,
  on,
  outcome,
  reset,
  set,
  step,
} from '../index.ts'

/** The commands: the same object and the same functions at every render, so that they never make an effect run again. */
export function useAttune(): typeof commands {
  return commands
}

const commands = { step, complete, fail, outcome, ask, answer, identify, set, consent, reset, on, explain, books }
