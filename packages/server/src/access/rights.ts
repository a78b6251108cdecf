import { requireScope } from './guard.ts'
import { type Role, type Scope, SCOPES_OF } from './scopes.ts'

/** Nobody gives what they do not have. @throws AppError `forbidden` */
export function requireScopes(scopes: readonly Scope[], has: readonly Scope[]): void {
  for (const scope of scopes) requireScope(scope, has)
}

/** The same for everything that a role may do. @throws AppError `forbidden` */
export function requireRole(role: Role, has: readonly Scope[]): void {
  requireScopes(SCOPES_OF[role], has)
}
