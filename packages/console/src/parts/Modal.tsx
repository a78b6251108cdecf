import type { ComponentChildren, VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface Props {
  title: string
  onClose: () => void
  children: ComponentChildren
}

/** A question that has to be answered first. The browser keeps the focus in it, and gives it back to where it came from. */
export function Modal({ title, onClose, children }: Props): VNode {
  const dialog = useRef<HTMLDialogElement>(null)
  const isGone = useRef(false)
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => {
      isGone.current = true
      // One that is only taken away gives the focus back to nobody; so it is closed while it still stands in the page.
      shown?.close()
    }
  }, [])
  return (
    // The browser tells of it some time later: by then the next question may be open.
    <dialog class="modal" ref={dialog} aria-labelledby="modal-title" onClose={() => isGone.current || onClose()}>
      <h2 id="modal-title">{title}</h2>
      {children}
    </dialog>
  )
}
