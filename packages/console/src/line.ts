/** Told when the line is lost and when it is back. */
export interface LineListener {
  /** The line is open again; meanwhile, something may have been missed. */
  back: () => void
  lost: () => void
}

/**
 * Listens to server-sent events until stopped.
 *
 * The browser reconnects by itself after a dropped line, but gives up after an HTTP error: then a new line is tried.
 *
 * @param events What to do with the data of each, by its name. What is no JSON is passed over.
 */
export function openLine(
  path: string,
  events: Record<string, (data: unknown) => void>,
  line: LineListener,
): () => void {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let isLost = false

  const connect = (): void => {
    source = new EventSource(path)
    source.addEventListener('open', () => {
      if (isLost) line.back()
      isLost = false
    })
    source.addEventListener('error', () => {
      if (!isLost) line.lost()
      isLost = true
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, RETRY_AFTER_MS)
    })
    for (const [name, tell] of Object.entries(events))
      source.addEventListener(name, (event: MessageEvent) => {
        const data = read(event.data)
        if (data !== undefined) tell(data)
      })
  }
  connect()

  return () => {
    clearTimeout(timer)
    source.close()
  }
}

function read(data: unknown): unknown {
  try {
    return JSON.parse(String(data)) as unknown
  } catch {
    return undefined
  }
}

const RETRY_AFTER_MS = 3_000
