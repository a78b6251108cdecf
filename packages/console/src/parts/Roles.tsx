import type { VNode } from 'preact'

import { ROLES } from '../roles.ts'

/** What each role may do, once for all rows. */
export function Roles(): VNode {
  return (
    <dl class="roles">
      {ROLES.map(({ role, name, may }) => (
        <div key={role}>
          <dt>{name}</dt>
          <dd>May {may}.</dd>
        </div>
      ))}
    </dl>
  )
}
