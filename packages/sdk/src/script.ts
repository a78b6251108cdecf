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
  // A module does not know its own element.
  const tag = (document.currentScript ?? document.querySelector('script[src*="/attune"]')) as HTMLScriptElement
  // A script of an address that never changes fetches the parts that were built with it.
  const end = /attune(-[^/]*)$/.exec(tag.src)?.[1] ?? '.js'
  const attune: Global = createAttune(
    ((part, host) => import(/* @vite-ignore */ `${host}/attune-${part}${end}?${VERSION}`)) as LoadPart,
  )
  attune.isLoaded = true
  page.attune = attune
  const dataset = tag.dataset as Record<string, string | undefined>
  if (dataset['key'])
    attune('init', { host: new URL(tag.src).origin, ...dataset, context: { release: dataset['release'] } })
  for (const call of stub?.q ?? []) attune(...call)
})
