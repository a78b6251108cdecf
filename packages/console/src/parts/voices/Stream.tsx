import type { Voice } from '@attune/protocol'
import type { ComponentChildren, VNode } from 'preact'

import type { OpenVoices, VoicesAt } from '../../voices.ts'
import { VoiceItem } from '../VoiceItem.tsx'

interface Props {
  voices: OpenVoices
  at: VoicesAt
  /** Whether voices of several steps stand together. */
  isMixed: boolean
  /** Said where there is none. */
  empty: ComponentChildren
  /** The id of the voice whose moment is open; `''`: none. */
  opened: string
  /** @param id `''` closes it. */
  onOpen: (id: string) => void
  /** What a team has written on a voice. */
  noted?: (voice: Voice) => VNode | null
}

/** Voices under each other, as many as were asked for; each opens its moment. */
export function Stream({ voices, at, isMixed, empty, opened, onOpen, noted }: Props): VNode {
  return (
    <>
      {voices.error !== null && (
        <p role="alert">
          {voices.error.title}. {voices.error.message}{' '}
          <button type="button" class="button" onClick={() => void voices.reload()}>
            Try again
          </button>
        </p>
      )}
      {voices.list?.length === 0 && empty}
      <ol class="voice-list">
        {voices.list?.map((voice) => (
          <VoiceItem
            key={voice.id}
            voice={voice}
            at={at}
            isMixed={isMixed}
            isOpen={voice.id === opened}
            onToggle={() => onOpen(voice.id === opened ? '' : voice.id)}
          >
            {noted?.(voice)}
          </VoiceItem>
        ))}
      </ol>
      {voices.list === null && voices.error === null && voices.isSlow && (
        <p class="hint" role="status">
          Loading the answers…
        </p>
      )}
      {voices.more !== null && (
        <p>
          <button type="button" class="button quiet" onClick={() => void voices.more?.()}>
            Show more
          </button>
        </p>
      )}
    </>
  )
}
