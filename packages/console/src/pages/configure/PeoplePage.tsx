import type { InvitationItem, MemberItem, Role } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { fetchInvitations, fetchMembers, invite, removeMember, setRole, withdrawInvitation } from '../../access-api.ts'
import { fetchMe } from '../../api.ts'
import { navigate, useLoading, usePage } from '../../hooks.ts'
import { Failure } from '../../parts/Failure.tsx'
import { InvitationRow } from '../../parts/InvitationRow.tsx'
import { InviteForm } from '../../parts/InviteForm.tsx'
import { MemberRow } from '../../parts/MemberRow.tsx'
import { Roles } from '../../parts/Roles.tsx'
import { RowsSkeleton } from '../../parts/RowsSkeleton.tsx'
import { Secret } from '../../parts/Secret.tsx'
import { isLastOwner, nameOf, ownersOf, wordsOf } from '../../roles.ts'
import { useSignedOut } from '../../signed-out.ts'
import { dateInWords } from '../../when.ts'
import type { SectionProps } from './Configure.tsx'

interface People {
  /** The person who looks. */
  me: string
  members: MemberItem[]
  invitations: InvitationItem[]
}

/** Who is in a project, as what, and who has been invited. */
export function PeoplePage({ project, onSignedOut }: SectionProps): VNode {
  const heading = usePage(`People of ${project.name}`)
  const people = useLoading(`people of ${project.id}`, (signal) => fetchPeople(project.id, signal))
  useSignedOut(people.error, onSignedOut)
  const [form, setForm] = useState<'closed' | 'open' | InvitationItem>('closed')
  const [said, setSaid] = useState('')
  const closed = (): void => {
    setForm('closed')
    heading.current?.focus()
  }
  const done = async (news: string): Promise<void> => {
    await people.reload()
    setSaid(news)
    heading.current?.focus()
  }
  const roleChanged = async (member: MemberItem, role: Role): Promise<void> => {
    await setRole(project.id, member.person, role)
    await done(`${nameOf(member)} is ${wordsOf(role).one} now.`)
  }
  const removed = async (member: MemberItem): Promise<void> => {
    await removeMember(project.id, member.person)
    if (member.person !== people.data?.me) return await done(`${nameOf(member)} is removed.`)
    navigate('/console/', true)
    onSignedOut()
  }
  const withdrawn = async ({ id, email }: InvitationItem): Promise<void> => {
    await withdrawInvitation(project.id, id)
    await done(`The invitation of ${email} is withdrawn.`)
  }

  if (people.data === null) {
    return people.error !== null ? (
      <Failure error={people.error} onRetry={people.reload} />
    ) : (
      <RowsSkeleton title="People" isSlow={people.isSlow} />
    )
  }
  const { me, members, invitations } = people.data
  const mayManage = members.some(({ person, role }) => person === me && role === 'owner')
  return (
    <>
      <header class="page-head section-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            People
          </h1>
          <p class="lead">{leadOf(members, project.name)}</p>
        </div>
        {mayManage && form === 'closed' && (
          <button type="button" class="button" onClick={() => setForm('open')}>
            Invite somebody
          </button>
        )}
      </header>
      <p role="status" class="said">
        {said}
      </p>
      {form === 'open' && (
        <InviteForm
          onInvite={async (email, role) => {
            setForm(await invite(project.id, email, role))
            setSaid('')
            await people.reload()
          }}
          onCancel={closed}
        />
      )}
      {typeof form === 'object' && <Link invitation={form} onDone={closed} />}
      <ul class="rows" aria-label={`Members of ${project.name}`}>
        {members.map((member) => (
          <MemberRow
            key={member.person}
            member={member}
            isMe={member.person === me}
            mayManage={mayManage}
            isLastOwner={isLastOwner(members, member.person)}
            onRole={(role) => roleChanged(member, role)}
            onRemove={() => removed(member)}
          />
        ))}
      </ul>
      {!mayManage && (
        <p class="hint why-not">
          Only owners invite people and decide who may do what. To change something here, ask {ownersOf(members)}.
        </p>
      )}
      <Roles />
      {invitations.length > 0 && (
        <section class="part" aria-labelledby="invited">
          <h2 id="invited">Invited, not here yet</h2>
          <ul class="rows">
            {invitations.map((one) => (
              <InvitationRow key={one.id} invitation={one} onWithdraw={() => withdrawn(one)} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Link({ invitation, onDone }: { invitation: InvitationItem; onDone: () => void }): VNode {
  const { email, expires_at: until, link = '' } = invitation
  return (
    <Secret
      title={`Send this link to ${email}`}
      text={link}
      name={`The link for ${email}`}
      label="Copy the link"
      onDone={onDone}
    >
      <p>
        Send it the way you usually write to them. It works once, until {dateInWords(new Date(until))}, and is shown
        only now: if it gets lost, invite them again.
      </p>
    </Secret>
  )
}

function leadOf({ length }: MemberItem[], name: string): string {
  return length === 1 ? `Only you can see ${name} so far.` : `${length} people can see ${name}.`
}

/** Invitations are for owners to see; anybody else is simply shown none. */
async function fetchPeople(project: string, signal: AbortSignal): Promise<People> {
  const [me, members] = await Promise.all([fetchMe(signal), fetchMembers(project, signal)])
  const isOwner = members.some(({ person, role }) => person === me.id && role === 'owner')
  return { me: me.id, members, invitations: isOwner ? await fetchInvitations(project, signal) : [] }
}
