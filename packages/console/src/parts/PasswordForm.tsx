import type { TargetedSubmitEvent, VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

import { faultOfNewPassword, PASSWORD_RULE } from '../password.ts'
import { ApiError, sentenceOf } from '../request.ts'
import { Password } from './Password.tsx'

interface Props {
  /** For the browser's keeper of passwords. */
  email: string
  onChange: (current: string, next: string) => Promise<unknown>
}

interface Errors {
  current?: string
  next?: string
  form?: string
}

/** The password that one has, and the one to have. */
export function PasswordForm({ email, onChange }: Props): VNode {
  const [errors, setErrors] = useState<Errors>({})
  const [isBusy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [errors])
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (isBusy) return
    const data = new FormData(event.currentTarget)
    const next = String(data.get('next'))
    const fault = faultOfNewPassword(next)
    setErrors(fault === undefined ? {} : { next: fault })
    if (fault !== undefined) return
    setBusy(true)
    onChange(String(data.get('current')), next)
      .then(() => form.current?.reset())
      .catch((error: unknown) => setErrors(refusal(error)))
      .finally(() => setBusy(false))
  }
  return (
    <form class="narrow" ref={form} onSubmit={submit} noValidate>
      <input type="email" name="username" autocomplete="username" value={email} readOnly hidden />
      <Password
        name="current"
        label="The password you have"
        hint="Leave it empty if you have only ever signed in by link."
        autocomplete="current-password"
        error={errors.current}
      />
      <Password name="next" label="The new one" hint={PASSWORD_RULE} autocomplete="new-password" error={errors.next} />
      <p class="hint">Everywhere else you will be signed out.</p>
      <p class="field-error" role="alert">
        {errors.form ?? ''}
      </p>
      <p class="buttons">
        <button type="submit" class="button" disabled={isBusy}>
          Change the password
        </button>
      </p>
    </form>
  )
}

function refusal(error: unknown): Errors {
  if (!(error instanceof ApiError)) return { form: sentenceOf(error) }
  if (error.code === 'forbidden') return { current: error.message }
  return error.code === 'bad_request' ? { next: error.message } : { form: sentenceOf(error) }
}
