import { createAttune } from './commands.ts'
import { quietly } from './natives.ts'
import type { LoadPart } from './parts.ts'
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
  const { origin, pathname } = new URL(tag.src)
  // A script of an address that never changes fetches the parts that were built with it.
  const build = /attune(-.+)\.js$/.exec(pathname)?.[1] ?? ''
  const attune: Global = createAttune(
    ((part, host) => import(/* @vite-ignore */ `${host}/attune-${part}${build}.js?${VERSION}`)) as LoadPart,
  )
  attune.isLoaded = true
  page.attune = attune
  if (data['key']) attune('init', { host: origin, ...data, context: { release } })
  for (const call of stub?.q ?? []) attune(...call)
})
