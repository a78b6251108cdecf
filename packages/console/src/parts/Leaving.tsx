import '../styles/configuring.css'
import type { Me, ProjectListItem } from '@attune/protocol'
import type { VNode } from 'preact'

import { fetchMembers } from '../access-api.ts'
import { useAction } from '../action.ts'
import { useLoading } from '../hooks.ts'
import { keepProject } from '../project-api.ts'
import { ownersOf } from '../roles.ts'
import { dateInWords, timeLeft } from '../when.ts'

interface Props {
  project: ProjectListItem
  me: Me
  onKept: () => Promise<unknown>
}

/** Says on every page of a project that it is about to go. An owner keeps it with one click; others are told whom to ask. */
export function Leaving({ project, me, onKept }: Props): VNode {
  const members = useLoading(`owners of ${project.id}`, (signal) => fetchMembers(project.id, signal))
  const action = useAction()
  const at = new Date(project.delete_after ?? 0)
  const isOwner = members.data?.some(({ person, role }) => person === me.id && role === 'owner')
  const keep = (): void =>
    action.run(async () => {
      await keepProject(project.id)
      await onKept()
    })
  return (
    <aside class="leaving" aria-label="This project is to be deleted">
      <p>
        <strong>{project.name}</strong> is deleted {timeLeft(at, new Date())}, on {dateInWords(at)}, with every answer.
        Its pages ask nobody meanwhile.
        {isOwner === false && members.data !== null && ` Only owners can keep it: ask ${ownersOf(members.data)}.`}
      </p>
      {isOwner === true && (
        <button type="button" class="button" disabled={action.isBusy} onClick={keep}>
          Keep it
        </button>
      )}
      <p class="field-error" role="alert">
        {action.problem}
      </p>
    </aside>
  )
}
