import type { Voice } from '@attune/protocol'
import type { ComponentChildren, VNode } from 'preact'
import { useState } from 'preact/hooks'

import type { OpenVoices, VoicesAt } from '../../voices.ts'
import { FailureLine } from '../Failure.tsx'
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
  const [hasAskedForMore, setAskedForMore] = useState(false)
  const showMore = (): void => {
    setAskedForMore(true)
    void voices.more?.()
  }
  return (
    <>
      {voices.error !== null && <FailureLine error={voices.error} onRetry={voices.retry} />}
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
      {voices.more !== null ? (
        <p key="more">
          <button type="button" class="button quiet" onClick={showMore}>
            Show more
          </button>
        </p>
      ) : (
        hasAskedForMore && (
          <p key="all" class="hint" tabIndex={-1} ref={takeFocusOver}>
            That is everything.
          </p>
        )
      )}
    </>
  )
}

/** From the button that is gone, and from nothing else. */
function takeFocusOver(end: HTMLElement | null): void {
  if (document.activeElement === document.body) end?.focus({ preventScroll: true })
}
