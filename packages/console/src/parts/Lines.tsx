import type { VNode } from 'preact'

/** The shape of a list that is on its way. */
export function Lines({ n = 3 }: { n?: number }): VNode {
  return (
    <div class="skeleton" role="status">
      <span class="unseen">Loading</span>
      <div class="bone bone-title" />
      {Array.from({ length: n }, (_, key) => (
        <div key={key} class="bone-item">
          <div class="bone bone-name" />
          <div class="bone bone-line" />
        </div>
      ))}
    </div>
  )
}
