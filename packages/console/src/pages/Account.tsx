import '../styles/configuring.css'
import type { Me, SessionItem } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { changeName, changePassword, endOtherSessions, endSession, fetchSessions } from '../access-api.ts'
import { useLoading, usePage } from '../hooks.ts'
import { Confirm } from '../parts/Confirm.tsx'
import { NameForm } from '../parts/NameForm.tsx'
import { PasswordForm } from '../parts/PasswordForm.tsx'
import { Person } from '../parts/Person.tsx'
import { SessionRow } from '../parts/SessionRow.tsx'
import { useSignedOut } from '../signed-out.ts'

interface Props {
  me: Me
  onSignedOut: () => void
  /** Who one is has changed. */
  onChanged: () => Promise<void>
}

/** Who one is, one's password, and where one is signed in. */
export function Account({ me, onSignedOut, onChanged }: Props): VNode {
  const heading = usePage('Your account')
  const sessions = useLoading('sessions', fetchSessions)
  useSignedOut(sessions.error, onSignedOut)
  const [said, setSaid] = useState('')
  const reloadAndSay = async (news: string): Promise<void> => {
    await sessions.reload()
    setSaid(news)
    heading.current?.focus()
  }
  const renamed = async (name: string): Promise<void> => {
    const now = await changeName(name)
    await onChanged()
    setSaid(now.name === '' ? 'Your colleagues see your e-mail now.' : `Your colleagues see you as ${now.name} now.`)
  }
  const changed = async (current: string, next: string): Promise<void> => {
    await changePassword(current, next)
    await reloadAndSay('Your password is changed, and everywhere else you are signed out.')
  }
  const ended = async ({ id, browser }: SessionItem): Promise<void> => {
    await endSession(id)
    await reloadAndSay(`${browser === '' ? 'That browser' : browser} is signed out.`)
  }
  const othersEnded = async (): Promise<void> => {
    await endOtherSessions()
    await reloadAndSay('You are signed in nowhere but here.')
  }
  const others = (sessions.data ?? []).filter((one) => !one.is_this)
  return (
    <div class="account-page">
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          Your account
        </h1>
      </header>
      <p role="status" class="said">
        {said}
      </p>
      <Person name={me.name === '' ? me.email : me.name}>{me.name !== '' && <p class="hint">{me.email}</p>}</Person>
      <section class="part" aria-labelledby="name-part">
        <h2 id="name-part">Your name</h2>
        <NameForm key={me.name} name={me.name} onChange={renamed} />
      </section>
      <section class="part" aria-labelledby="password-part">
        <h2 id="password-part">Password</h2>
        <PasswordForm email={me.email} onChange={changed} />
      </section>
      <section class="part" aria-labelledby="sessions">
        <div class="section-head">
          <h2 id="sessions">Where you are signed in</h2>
          {others.length > 1 && (
            <Confirm
              label="End all others"
              name="End all others of your sessions"
              what={`You are signed out in ${others.length} other places at once. Here you stay.`}
              yes="End them all"
              onYes={othersEnded}
            />
          )}
        </div>
        <p class="hint">One you do not know? End it, and change your password.</p>
        {sessions.error !== null && (
          <p role="alert">
            {sessions.error.title}. {sessions.error.message}{' '}
            <button type="button" class="link" onClick={() => void sessions.reload()}>
              Try again
            </button>
          </p>
        )}
        <ul class="rows">
          {sessions.data?.map((one) => (
            <SessionRow key={one.id} session={one} onEnd={() => ended(one)} />
          ))}
        </ul>
      </section>
    </div>
  )
}
