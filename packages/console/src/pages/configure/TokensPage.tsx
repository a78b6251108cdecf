import type { TokenItem } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { createToken, fetchMembers, fetchTokens, revokeToken } from '../../access-api.ts'
import { useLoading, usePage } from '../../hooks.ts'
import { Failure } from '../../parts/Failure.tsx'
import { OnlyOwners } from '../../parts/OnlyOwners.tsx'
import { RowsSkeleton } from '../../parts/RowsSkeleton.tsx'
import { Secret } from '../../parts/Secret.tsx'
import { TokenForm } from '../../parts/TokenForm.tsx'
import { TokenRow } from '../../parts/TokenRow.tsx'
import { useSignedOut } from '../../signed-out.ts'
import type { SectionProps } from './Configure.tsx'

/** What programs read and change a project by. */
export function TokensPage({ project, onSignedOut }: SectionProps): VNode {
  const heading = usePage(`Tokens of ${project.name}`)
  const tokens = useLoading(`tokens of ${project.id}`, (signal) => fetchTokens(project.id, signal))
  useSignedOut(tokens.error, onSignedOut)
  const [form, setForm] = useState<'closed' | 'open' | TokenItem>('closed')
  const [said, setSaid] = useState('')
  const closed = (): void => {
    setForm('closed')
    heading.current?.focus()
  }
  const revoked = async ({ id, name }: TokenItem): Promise<void> => {
    await revokeToken(project.id, id)
    await tokens.reload()
    setSaid(`${name} is revoked.`)
    heading.current?.focus()
  }

  if (tokens.error?.code === 'forbidden') {
    return (
      <OnlyOwners title="Tokens" may="make tokens and see which there are" members={() => fetchMembers(project.id)} />
    )
  }
  if (tokens.data === null) {
    return tokens.error !== null ? (
      <Failure error={tokens.error} onRetry={tokens.reload} />
    ) : (
      <RowsSkeleton title="Tokens" isSlow={tokens.isSlow} />
    )
  }
  const isEmpty = tokens.data.length === 0
  const make = (
    <button type="button" class="button" onClick={() => setForm('open')}>
      Make a token
    </button>
  )
  return (
    <>
      <header class="page-head section-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            Tokens
          </h1>
          <p class="lead">A program signs in with a token: an export, a dashboard, configuration as code.</p>
        </div>
        {form === 'closed' && !isEmpty && make}
      </header>
      <p role="status" class="said">
        {said}
      </p>
      {form === 'open' && (
        <TokenForm
          onCreate={async (token) => {
            setForm(await createToken(project.id, token))
            setSaid('')
            await tokens.reload()
          }}
          onCancel={closed}
        />
      )}
      {typeof form === 'object' && (
        <Secret
          title={`Copy “${form.name}” now`}
          text={form.secret ?? ''}
          name="The token"
          label="Copy the token"
          onDone={closed}
        >
          <p>It is shown only now: only its fingerprint is kept. If it gets lost, revoke it and make another.</p>
        </Secret>
      )}
      {isEmpty && form === 'closed' && (
        <div class="nothing">
          <KeyPicture />
          <p>There are no tokens yet. Make one for each program that needs one, so that each can be ended by itself.</p>
          {make}
        </div>
      )}
      <ul class="rows" aria-label={`Tokens of ${project.name}`}>
        {tokens.data.map((one) => (
          <TokenRow key={one.id} token={one} onRevoke={() => revoked(one)} />
        ))}
      </ul>
      {!isEmpty && (
        <p class="hint part">
          A program sends it with each request: <code>Authorization: Bearer at_…</code>
        </p>
      )}
    </>
  )
}

function KeyPicture(): VNode {
  return (
    <svg class="empty-picture" viewBox="0 0 320 72" aria-hidden="true">
      <path d="M68 36H212" />
      <circle cx="48" cy="36" r="20" />
      <circle cx="48" cy="36" r="6" />
      <rect x="216" y="16" width="88" height="40" rx="8" />
    </svg>
  )
}
