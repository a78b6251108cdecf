import type { Role, Scope } from '@attune/protocol'

export type { Role, Scope }

/** Every scope, weakest first. None includes another: a role or token lists what it has. */
export const SCOPES: readonly Scope[] = ['read', 'annotate', 'configure', 'admin']

/** What each role may do. */
export const SCOPES_OF: Readonly<Record<Role, readonly Scope[]>> = {
  owner: ['read', 'annotate', 'configure', 'admin'],
  editor: ['read', 'annotate', 'configure'],
  analyst: ['read', 'annotate'],
  viewer: ['read'],
}

export function isScope(text: string): text is Scope {
  return SCOPES.some((scope) => scope === text)
}
