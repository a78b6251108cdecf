import type { VNode } from 'preact'

import { count } from '../../words.ts'

interface Props {
  n: number
  /** As many as are fetched at once: then there may be more. */
  page: number
  onShow: () => void
}

/** Says that voices came in, and brings them when pressed. Its place is kept free, so that nothing moves when it comes. */
export function NewVoices({ n, page, onShow }: Props): VNode {
  return (
    <p class="new-voices" role="status">
      {n > 0 && (
        <button type="button" class="button quiet" onClick={onShow}>
          {n < page ? `${count(n)} new` : `${count(n)} or more new`}
        </button>
      )}
    </p>
  )
}
