import type { ComponentChildren, VNode } from 'preact'

/** Nothing here yet: a journey's line with open stations, what comes next, and one button. */
export function EmptyLine({ children }: { children: ComponentChildren }): VNode {
  return (
    <div class="calm">
      <svg class="empty-picture" viewBox="0 0 320 72" aria-hidden="true">
        <path d="M16 44C60 44 68 20 112 20S164 56 208 52S268 28 304 28" />
        <circle cx="16" cy="44" r="6" />
        <circle cx="112" cy="20" r="6" />
        <circle cx="208" cy="52" r="6" />
        <circle cx="304" cy="28" r="6" />
      </svg>
      {children}
    </div>
  )
}
