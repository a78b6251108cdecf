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
    <dialog
      class="modal"
      ref={dialog}
      aria-labelledby="modal-title"
      // Escape: the browser would close it, give the focus back, and tell of it some time later. Whoever presses the button again in
      // between would be asked nothing.
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // Where it closes all the same. By the time it tells of it, the next question may be open.
      onClose={() => isGone.current || onClose()}
    >
      <h2 id="modal-title">{title}</h2>
      {children}
    </dialog>
  )
}
