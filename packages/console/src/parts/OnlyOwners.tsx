import type { MemberItem } from '@attune/protocol'
import type { VNode } from 'preact'

import { useLoading, usePage } from '../hooks.ts'
import { ownersOf } from '../roles.ts'

interface Props {
  title: string
  /** What is not for everybody, as in "Only owners …". */
  may: string
  members: () => Promise<MemberItem[]>
}

/** Says why there is nothing to do here, and whom to ask. */
export function OnlyOwners({ title, may, members }: Props): VNode {
  const heading = usePage(title)
  const people = useLoading(title, members)
  const owners = people.data === null ? '' : ownersOf(people.data)
  return (
    <>
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p class="lead">
          Only owners {may}. {owners !== '' && `Ask ${owners}.`}
        </p>
      </header>
    </>
  )
}
