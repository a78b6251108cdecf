import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'

interface Props {
  q: string
  onSearch: (q: string) => void
}

/** Looks for words in what people wrote. */
export function SearchBox({ q, onSearch }: Props): VNode {
  const [typed, setTyped] = useState(q)
  useEffect(() => setTyped(q), [q])
  const search = (event: Event): void => {
    event.preventDefault()
    onSearch(typed.trim())
  }
  return (
    <form class="voice-search" role="search" onSubmit={search}>
      <input
        type="search"
        aria-label="Words to look for"
        placeholder="Words to look for"
        maxLength={200}
        value={typed}
        autocomplete="off"
        onInput={({ currentTarget: { value } }) => {
          setTyped(value)
          // The cross in the field is pressed by who wants everything back.
          if (value === '' && q !== '') onSearch('')
        }}
      />
      <button type="submit" class="button quiet">
        Search
      </button>
    </form>
  )
}
