import type { PromptHandle, PromptRequest, WidgetModule } from '@attune/protocol'

/** A prompt to be looked at, and how far a person has got with it. */
export interface PreviewRequest extends Omit<PromptRequest, 'onDraft' | 'onClose' | 'into'> {
  state: 'asked' | 'chosen' | 'thanked'
  /** The score that is chosen. */
  feel: number
}

/** What the preview's frame lets the console do. */
export interface PreviewWindow {
  attunePreview?: (request: PreviewRequest) => void
  /** Called once, when it can. */
  onAttuneReady?: () => void
}

/*
 * Runs in the preview's frame, which is a page of its own: the widget's styles and its top layer belong to the document that its
 * file was loaded in. It shows what it is given and tells nobody: nothing here can send an answer.
 */
const { widget = '' } = document.documentElement.dataset
const { show } = (await import(/* @vite-ignore */ widget)) as WidgetModule
const own = window as PreviewWindow
let shown: PromptHandle | null = null
let turn = 0

// Whoever types in the console keeps the focus: what the preview clicks takes it nowhere.
HTMLElement.prototype.focus = () => {}
const sheet = new CSSStyleSheet()
sheet.replaceSync(`
  html { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; background: #fff; overflow: hidden }
  html.dark { color-scheme: dark; background: #16181b }
  body { margin: 0; padding: 28px 32px }
  div { border-radius: 6px; background: color-mix(in srgb, currentColor 9%, transparent) }
  .bar { height: 20px; width: 30%; margin-bottom: 28px }
  .head { height: 32px; width: 62%; margin-bottom: 20px }
  .line { height: 14px; margin-bottom: 14px }
  .short { width: 72% }
  .picture { height: 150px; margin: 24px 0 }
  #place { background: none }
`)
document.adoptedStyleSheets = [sheet]

own.attunePreview = (request) => {
  shown?.remove()
  document.documentElement.lang = request.locale
  document.documentElement.classList.toggle('dark', request.theme?.scheme === 'dark')
  const { state: _, feel: __, ...rest } = request
  const place = document.getElementById('place')
  const into = rest.placement === 'inline' && place ? { into: place } : {}
  shown = show({ ...rest, ...into, onDraft: () => {}, onClose: () => {} })
  void advance(request, ++turn)
}
own.onAttuneReady?.()

/** Clicks as a person would, so that what is seen is what they would see. */
async function advance({ state, feel, placement }: PreviewRequest, mine: number): Promise<void> {
  const root = await untilThere()
  if (root === null || mine !== turn) return
  if (placement === 'tab' && state !== 'asked') await click(root, '.tab')
  if (state === 'asked' || mine !== turn) return
  await click(root, `input[name="feel"][value="${feel}"]`)
  if (state === 'thanked' && mine === turn) await click(root, '.done')
}

async function click(root: ShadowRoot, selector: string): Promise<void> {
  root.querySelector<HTMLElement>(selector)?.click()
  await later(20)
}

/** The widget fetches its own words first, where they are not English. */
async function untilThere(): Promise<ShadowRoot | null> {
  for (let tries = 0; tries < 40; tries++) {
    const root = document.querySelector('attune-prompt')?.shadowRoot ?? null
    if (root?.querySelector('section, .tab')) return root
    await later(50)
  }
  return null
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
