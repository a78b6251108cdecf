import '../styles/configuring.css'
import type { InvitationLook, Me, ProjectListItem } from '@attune/protocol'
import type { ComponentChildren, VNode } from 'preact'
import { useRef } from 'preact/hooks'

import { join, lookAtInvitation } from '../access-api.ts'
import { fetchProjects, signOut } from '../api.ts'
import { navigate, useLoading, usePage } from '../hooks.ts'
import { JoinForm } from '../parts/JoinForm.tsx'
import { wordsOf } from '../roles.ts'
import { hrefOf } from '../route.ts'

interface Props {
  /** Of the link that was followed; null where the address had none. */
  secret: string | null
  /** Who is signed in here already. */
  me: Me | null
  onChanged: () => Promise<void>
}

/** What somebody sees who was sent the link of an invitation. */
export function Join({ secret, me, onChanged }: Props): VNode | null {
  const heading = usePage('Join')
  const first = useRef(secret)
  const key = first.current ?? ''
  const look = useLoading(`invitation ${key}`, async (signal) =>
    key === '' ? null : await lookAtInvitation(key, signal),
  )

  if (key === '' || look.error !== null) {
    return (
      <Frame title="This link does not open anything" heading={heading}>
        <p>{look.error?.message ?? 'Its last part is missing. Open it again from the message that you were sent.'}</p>
        <p>An invitation works once, and for a week. Ask whoever invited you for another one.</p>
        {look.error?.code === 'unreachable' && (
          <p>
            <button type="button" class="button" onClick={() => void look.reload()}>
              Try again
            </button>
          </p>
        )}
        <p>
          <a href="/console/">{me === null ? 'Sign in instead' : 'Go to your journeys'}</a>
        </p>
      </Frame>
    )
  }
  if (look.data === null) return null
  const { project, email } = look.data
  const enter = async (answer: { name?: string; password?: string }): Promise<void> => {
    const joined = await join({ secret: key, ...answer })
    const projects = await fetchProjects()
    await onChanged()
    navigate(placeIn(projects, joined.project), true)
  }
  const isOther = me !== null && me.email !== email
  return (
    <Frame title={`Join ${project}`} heading={heading}>
      <What look={look.data} />
      {isOther ? (
        <>
          <p>
            This invitation is for <strong>{email}</strong>, and you are signed in as {me.email}.
          </p>
          <p>
            <button type="button" class="button" onClick={() => void signOut().then(onChanged, onChanged)}>
              Sign out and go on
            </button>
          </p>
        </>
      ) : (
        <JoinForm look={look.data} isSignedIn={me !== null} onJoin={enter} />
      )}
    </Frame>
  )
}

function What({ look: { project, role } }: { look: InvitationLook }): VNode {
  const { one, may } = wordsOf(role)
  return (
    <p class="join-what">
      You are invited to see how people feel at every step of {project}. As <strong>{one}</strong>, you may {may}.
    </p>
  )
}

/** Where to land: the first journey, or where one is made. */
function placeIn(projects: ProjectListItem[], project: string): string {
  const journey = projects.find(({ id }) => id === project)?.journeys[0]
  return hrefOf(
    journey === undefined
      ? { page: 'configure', project, section: 'journeys', id: null }
      : { page: 'journey', project, journey: journey.id },
  )
}

interface FrameProps {
  title: string
  heading: ReturnType<typeof usePage>
  children: ComponentChildren
}

function Frame({ title, heading, children }: FrameProps): VNode {
  return (
    <main id="main" class="sign-in join">
      <p class="wordmark">Attune</p>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  )
}
