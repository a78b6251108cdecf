import type { InvitationLook } from '@attune/protocol'
import type { TargetedSubmitEvent, VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

import { faultOfNewPassword, PASSWORD_RULE } from '../password.ts'
import { ApiError, sentenceOf } from '../request.ts'
import { Field } from './Field.tsx'
import { Password } from './Password.tsx'

interface Props {
  look: InvitationLook
  isSignedIn: boolean
  onJoin: (answer: { name?: string; password?: string }) => Promise<unknown>
}

/** A name and a new password, the password that somebody has, or just a button: what it takes, and no more. */
export function JoinForm({ look, isSignedIn, onJoin }: Props): VNode {
  const [errors, setErrors] = useState<{ password?: string; form?: string }>({})
  const [isBusy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [errors])
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (isBusy) return
    const answer = answerOf(new FormData(event.currentTarget), look.is_known, isSignedIn)
    const fault = answer.password === undefined ? undefined : faultOf(answer.password, look.is_known)
    setErrors(fault === undefined ? {} : { password: fault })
    if (fault !== undefined) return
    setBusy(true)
    onJoin(answer).catch((error: unknown) => {
      setBusy(false)
      setErrors(refusal(error))
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Field name="email" label="E-mail" type="email" autocomplete="username" value={look.email} readOnly />
      {!look.is_known && (
        <Field name="name" label="Your name" hint="As your colleagues know you." autocomplete="name" maxLength={100} />
      )}
      {!isSignedIn && look.is_known && (
        <Password
          name="password"
          label="Your password"
          hint="You have an account with this e-mail already."
          autocomplete="current-password"
          error={errors.password}
        />
      )}
      {!look.is_known && (
        <Password
          name="password"
          label="Choose a password"
          hint={PASSWORD_RULE}
          autocomplete="new-password"
          error={errors.password}
        />
      )}
      <p class="field-error" role="alert">
        {errors.form ?? ''}
      </p>
      <button type="submit" class="button" disabled={isBusy}>
        Join {look.project}
      </button>
    </form>
  )
}

function answerOf(data: FormData, isKnown: boolean, isSignedIn: boolean): { name?: string; password?: string } {
  const password = String(data.get('password') ?? '')
  if (!isKnown) return { name: String(data.get('name') ?? '').trim(), password }
  return isSignedIn ? {} : { password }
}

function faultOf(password: string, isKnown: boolean): string | undefined {
  if (!isKnown) return faultOfNewPassword(password)
  return password === '' ? 'Enter your password.' : undefined
}

function refusal(error: unknown): { password?: string; form?: string } {
  const isOfPassword = error instanceof ApiError && (error.code === 'signed_out' || error.code === 'bad_request')
  return isOfPassword ? { password: error.message } : { form: sentenceOf(error) }
}
