import type { TargetedSubmitEvent, VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

import { fetchSignInWays, signIn } from '../api.ts'
import { describedBy, Labelled } from '../parts/Labelled.tsx'
import { ApiError, plain, sentenceOf } from '../request.ts'

interface Props {
  /** Why signing in did not work so far. */
  problem: string | null
  onSignedIn: () => void
}

type Field = 'email' | 'password'

/** E-mail and password, or another service; a sign-in link never gets here unless it did not work. */
export function SignIn({ problem, onSignedIn }: Props): VNode {
  const [errors, setErrors] = useState<Partial<Record<Field | 'form', string>>>(
    problem === null ? {} : { form: problem },
  )
  const [isBusy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const [other, setOther] = useState<string | null>(null)
  useEffect(() => {
    // Where that cannot be found out, there is still the password.
    fetchSignInWays().then(
      ({ oidc }) => setOther(plain(oidc?.name)),
      () => {},
    )
  }, [])
  useEffect(() => {
    document.title = 'Sign in – Attune'
  }, [])
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [errors])

  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const email = String(data.get('email')).trim()
    const password = String(data.get('password'))
    const missing = missingFields(email, password)
    setErrors(missing)
    if (Object.keys(missing).length > 0) return
    setBusy(true)
    signIn({ email, password }).then(onSignedIn, (error: unknown) => {
      setBusy(false)
      setErrors(refusal(error))
    })
  }

  return (
    <main id="main" class="sign-in">
      <p class="wordmark">Attune</p>
      <h1>Sign in</h1>
      <div role="alert">{errors.form !== undefined && <p class="field-error">{errors.form}</p>}</div>
      {other !== null && (
        <a class="button quiet" href="/api/sign-in/oidc">
          Sign in with {other}
        </a>
      )}
      <form ref={form} onSubmit={submit} noValidate>
        <Input name="email" label="E-mail" type="email" autocomplete="username" error={errors.email} />
        <Input
          name="password"
          label="Password"
          type="password"
          autocomplete="current-password"
          error={errors.password}
        />
        <button type="submit" class="button" disabled={isBusy}>
          Sign in
        </button>
      </form>
      <p class="hint">
        No password? The service prints a sign-in link each time it starts. Open that link in this browser and you are
        in.
      </p>
    </main>
  )
}

interface InputProps {
  name: Field
  label: string
  type: 'email' | 'password'
  autocomplete: string
  error: string | undefined
}

function Input({ name, label, type, autocomplete, error }: InputProps): VNode {
  const input = { id: name, name, autocomplete, ...describedBy(name, false, error !== undefined) }
  return (
    <Labelled name={name} label={label} error={error}>
      {type === 'email' ? <input type="email" {...input} /> : <input type="password" {...input} />}
    </Labelled>
  )
}

function missingFields(email: string, password: string): Partial<Record<Field, string>> {
  return {
    ...(/.@./u.test(email) ? {} : { email: 'Enter your e-mail address, like name@example.com.' }),
    ...(password === '' ? { password: 'Enter your password.' } : {}),
  }
}

function refusal(error: unknown): Partial<Record<Field | 'form', string>> {
  const isRefused = error instanceof ApiError && (error.code === 'signed_out' || error.code === 'forbidden')
  return isRefused ? { password: error.message } : { form: sentenceOf(error) }
}
