import { WORD, type Spoken } from './words.ts'

/** The cross in the corner of a card. */
export function Close({ spoken: { words, lang }, onClose }: { spoken: Spoken; onClose: () => void }) {
  return (
    <button type="button" class="small close" lang={lang} aria-label={words[WORD.close]} onClick={onClose}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M4 4l8 8M12 4l-8 8" />
      </svg>
    </button>
  )
}
