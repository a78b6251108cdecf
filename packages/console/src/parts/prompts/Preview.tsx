import type { ProjectListItem, PromptDocument } from '@attune/protocol'
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

import type { WordingChoice } from '../../configure/variants.ts'
import { tongueName, tonguesOf } from '../../configure/wordings.ts'
import { useLoading } from '../../hooks.ts'
import type { PreviewWindow } from '../../preview/frame.ts'
import { type Look, requestOf } from '../../preview/request-of.ts'
import { fetchPageConfig } from '../../prompts-api.ts'
import { Choice } from '../Choice.tsx'

interface Props {
  project: ProjectListItem
  prompt: PromptDocument
  locale: string
  onLocale: (locale: string) => void
  /** The wordings that are tried against each other, and the one whose words the prompt has. */
  wordings: readonly WordingChoice[]
  wording: string
  onWording: (id: string) => void
}

/** The prompt as people see it, by the very file that pages load. Nothing that is done in it is sent. */
export function Preview({ project, prompt, locale, onLocale, wordings, wording, onWording }: Props): VNode {
  const key = project.keys[0]
  const settings = useLoading(`settings ${project.id}`, async (signal) =>
    key === undefined ? null : (await fetchPageConfig(key, signal)).settings,
  )
  const [look, setLook] = useState<Omit<Look, 'locale'>>(() => ({
    device: innerWidth < NARROW ? 'phone' : 'computer',
    scheme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    state: 'asked',
  }))
  const tongues = tonguesOf(prompt.wording)
  const shown = tongues.includes(locale) ? locale : 'default'
  return (
    <section class="preview" aria-labelledby="preview-title">
      <div class="preview-head">
        <h2 id="preview-title" tabIndex={-1}>
          As people see it
        </h2>
        {wordings.length > 1 && (
          <label>
            <span class="unseen">Variant of the preview</span>
            <select value={wording} onChange={(event) => onWording(event.currentTarget.value)}>
              {wordings.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {tongues.length > 1 && (
          <label>
            <span class="unseen">Language of the preview</span>
            <select value={shown} onChange={(event) => onLocale(event.currentTarget.value)}>
              {tongues.map((one) => (
                <option key={one} value={one}>
                  {tongueName(one)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <Screen
        widget={settings.data?.widget ?? null}
        device={look.device}
        request={requestOf(
          prompt,
          { ...look, locale: shown },
          { theme: settings.data?.theme ?? {}, privacy: project.privacy },
        )}
      />
      {settings.data === null && settings.error === null && key === undefined && (
        <p class="hint">The preview needs a key of the project. Make one in “Project”.</p>
      )}
      {settings.error !== null && <p class="hint">The preview cannot be shown: {settings.error.message}</p>}
      <div class="looks">
        <Choice
          name="Moment"
          value={look.state}
          options={{ asked: 'Asked', chosen: 'Chosen', thanked: 'Thanked' }}
          onChange={(state) => setLook({ ...look, state })}
        />
        <Choice
          name="Device"
          value={look.device}
          options={{ computer: 'Computer', phone: 'Phone' }}
          onChange={(device) => setLook({ ...look, device })}
        />
        <Choice
          name="Light"
          value={look.scheme}
          options={{ light: 'Light', dark: 'Dark' }}
          onChange={(scheme) => setLook({ ...look, scheme })}
        />
      </div>
    </section>
  )
}

interface ScreenProps {
  widget: string | null
  device: Look['device']
  request: ReturnType<typeof requestOf>
}

/** A frame as wide as the device, made smaller until it fits. */
function Screen({ widget, device, request }: ScreenProps): VNode {
  const frame = useRef<HTMLIFrameElement>(null)
  const isReady = useRef(false)
  const latest = useRef(request)
  latest.current = request
  const draw = (): void => (frame.current?.contentWindow as PreviewWindow | null)?.attunePreview?.(latest.current)
  const said = JSON.stringify(request)
  useEffect(() => {
    if (isReady.current) draw()
  }, [said, device])
  const begin = (): void => {
    const inside = frame.current?.contentWindow as PreviewWindow | null
    if (!inside) return
    const ready = (): void => {
      isReady.current = true
      draw()
    }
    if (inside.attunePreview) ready()
    else inside.onAttuneReady = ready
  }
  return (
    <div class={`screen ${device} ${request.theme?.scheme ?? ''}`}>
      {widget !== null && WIDGET.test(widget) && (
        <iframe ref={frame} title="Preview of the prompt" srcdoc={pageFor(widget)} onLoad={begin} />
      )}
    </div>
  )
}

/** A page of nobody, that the prompt stands on. It takes the console's policy with it. */
const pageFor = (widget: string): string =>
  `<!doctype html><html lang="en" data-widget="${widget}"><title>Preview</title><meta name="viewport" content="width=device-width"><body><div class="bar"></div><div class="head"></div><div class="line"></div><div class="line short"></div><div id="place"></div><div class="picture"></div><div class="line"></div><div class="line short"></div><div class="line"></div><script type="module" src="/console/preview-frame.js"></script>`

const WIDGET = /^\/widget-\w+\.js$/u
const NARROW = 640
