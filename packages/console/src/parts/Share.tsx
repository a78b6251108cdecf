import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { isByLink } from '../route.ts'
import { Lazy } from './Lazy.tsx'

interface Props {
  project: string
  journey: { id: string; name: string }
}

/** A button that opens what makes links to this journey; not for whoever came by one. */
export function Share({ project, journey }: Props): VNode | null {
  const [isOpen, setOpen] = useState(false)
  if (isByLink()) return null
  return (
    <>
      <button type="button" class="button quiet share" onClick={() => setOpen(true)}>
        Share
      </button>
      {isOpen && <Lazy name="share" load={loadDialog} props={{ project, journey, onClose: () => setOpen(false) }} />}
    </>
  )
}

const loadDialog = () => import('./ShareDialog.tsx').then(({ ShareDialog }) => ShareDialog)
