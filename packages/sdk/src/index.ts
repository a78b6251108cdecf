import type { Books } from './books.ts'
import { type Commands, createAttune, type InitOptions } from './commands.ts'
import type { LoadPart } from './parts.ts'

export type { Books } from './books.ts'
export type { Commands, Explanation, InitOptions, Notices } from './commands.ts'

// On a server, nothing is kept to be said later.
const attune = typeof window === 'object' ? createAttune(((part) => PARTS[part]()) as LoadPart) : () => undefined

const PARTS = {
  ask: () => import('./asks.ts'),
  watch: () => import('./watch.ts'),
  debug: () => import('./debug.ts'),
}

const command =
  <K extends keyof Commands>(name: K) =>
  (...args: Parameters<Commands[K]>) =>
    void attune(name, ...args)

/** Starts; once. Where there is no `window`, it does nothing. */
export const init = (options: InitOptions): void => void attune('init', options)
export const step: Commands['step'] = command('step')
export const complete: Commands['complete'] = command('complete')
export const fail: Commands['fail'] = command('fail')
export const outcome: Commands['outcome'] = command('outcome')
export const ask: Commands['ask'] = command('ask')
export const answer: Commands['answer'] = command('answer')
export const identify: Commands['identify'] = command('identify')
export const set: Commands['set'] = command('set')
export const consent: Commands['consent'] = command('consent')
export const reset: Commands['reset'] = command('reset')
export const on: Commands['on'] = (...args) => (attune('on', ...args) as () => void) ?? (() => {})
export const explain: Commands['explain'] = () => (attune('explain') as ReturnType<Commands['explain']>) ?? []
/** What became of every event that was reported on this device; undefined before the configuration has come. */
export const books = (): Books | undefined => attune('books') as Books | undefined
