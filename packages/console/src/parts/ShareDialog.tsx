import '../styles/configuring.css'
import '../styles/share.css'
import type { LinkItem } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { useLoading } from '../hooks.ts'
import { createLink, fetchLinks, revokeLink } from '../links-api.ts'
import { dateInWords, relativeTime } from '../when.ts'
import { Confirm } from './Confirm.tsx'
import { FailureLine } from './Failure.tsx'
import { Lines } from './Lines.tsx'
import { Modal } from './Modal.tsx'
import { Secret } from './Secret.tsx'
import { ShareForm } from './ShareForm.tsx'

interface Props {
  project: string
  journey: { id: string; name: string }
  onClose: () => void
}

/** Makes links that show this journey to whoever has them, and takes them back. */
export function ShareDialog({ project, journey, onClose }: Props): VNode {
  const links = useLoading(`links of ${project}`, (signal) => fetchLinks(project, signal))
  const [made, setMade] = useState<LinkItem | null>(null)
  const own = links.data?.filter((link) => link.journey === journey.id) ?? []
  return (
    <Modal title={`Share ${journey.name}`} onClose={onClose}>
      {links.error?.code === 'forbidden' ? (
        <p role="alert">Only owners and editors make links. Ask one of them, or print the report.</p>
      ) : (
        links.error !== null && <FailureLine error={links.error} onRetry={links.reload} />
      )}
      {links.data === null && links.error === null && links.isSlow && <Lines n={1} />}
      {links.data !== null &&
        (made === null ? (
          <ShareForm
            onMake={async (link) => {
              setMade(await createLink(project, { ...link, journey: journey.id }))
              await links.reload()
            }}
          />
        ) : (
          <Secret
            title={`Send this link: “${made.name}”`}
            text={made.link ?? ''}
            name="The link"
            label="Copy the link"
            onDone={() => setMade(null)}
          >
            <p>
              Whoever has it sees this journey until {dateInWords(new Date(made.expires_at))}, without signing in. It is
              shown only now.
            </p>
          </Secret>
        ))}
      {own.length > 0 && (
        <ul class="shared-links" aria-label="Links to this journey">
          {own.map((link) => (
            <li key={link.id}>
              <p>
                <strong>{link.name}</strong>
              </p>
              <p class="hint">
                {link.voices ? 'Figures and words' : 'Figures only'}, until {dateInWords(new Date(link.expires_at))}.{' '}
                {link.last_used_at === null
                  ? 'Never opened'
                  : `Last opened ${relativeTime(new Date(link.last_used_at), new Date())}`}
              </p>
              <Confirm
                label="Take back"
                name={`Take back ${link.name}`}
                what="Whoever has this link sees nothing from now on."
                yes="Take it back"
                onYes={async () => {
                  await revokeLink(project, link.id)
                  await links.reload()
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <p>
        <button type="button" class="link" onClick={onClose}>
          Close
        </button>
      </p>
    </Modal>
  )
}
