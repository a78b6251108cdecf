import { quietly } from './natives.ts'

/**
 * Listens to events, named with spaces between them, before the page itself does and without ever holding it up.
 *
 * @param signal Ends it.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- callers say which event they hear
export function listen<E extends Event>(
  target: EventTarget,
  types: string,
  signal: AbortSignal,
  handle: (event: E) => void,
): void {
  for (const type of types.split(' '))
    target.addEventListener(type, (event) => quietly(() => handle(event as E)), {
      capture: true,
      passive: true,
      signal,
    })
}
