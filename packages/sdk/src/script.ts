import type { AskingModule } from './asks.ts'
import { createAttune } from './commands.ts'
import { quietly } from './natives.ts'
import { VERSION } from './sender.ts'

/** `attune(command, ...args)`, before and after this script has loaded. */
interface Global {
  (...call: unknown[]): unknown
  /** What the stub has gathered: lists of arguments. */
  q?: Iterable<unknown>[]
  isLoaded?: boolean
}

quietly(() => {
  const page = window as typeof window & { attune?: Global }
  const stub = page.attune
  if (stub?.isLoaded) return
  const tag = document.currentScript as HTMLScriptElement
  const { release, ...data } = tag.dataset
  const attune: Global = createAttune(
    (host) => import(/* @vite-ignore */ `${host}/attune-ask.js?${VERSION}`) as Promise<AskingModule>,
  )
  attune.isLoaded = true
  page.attune = attune
  if (data['key']) attune('init', { host: new URL(tag.src).origin, ...data, context: { release } })
  for (const call of stub?.q ?? []) attune(...call)
})
