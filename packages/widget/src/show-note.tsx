import type { WidgetModule } from '@attune/protocol'

import { Close } from './Close.tsx'
import { createFrame } from './frame.tsx'
import { withWords } from './words.ts'

/** Shows a short word from the team in the card that prompts have. It takes no focus, and stays until it is closed. */
export const showNote: WidgetModule['showNote'] = ({ title, text, locale, theme, onShown, onClose }) =>
  withWords(locale, (spoken) => {
    const close = () => {
      frame.leave(frame.remove)
      onClose()
    }
    const frame = createFrame({
      name: title,
      locale,
      theme,
      spoken,
      content: () => (
        <>
          <h2>{title}</h2>
          <p>{text}</p>
          <Close spoken={spoken} onClose={close} />
        </>
      ),
      onEscape: close,
    })
    frame.draw()
    frame.whenSeen(() => onShown?.())
    frame.announce(`${title} ${text}`)
    return { remove: frame.remove }
  })
