/** A connection that speaks WebDriver BiDi. */
export interface Bidi {
  /** Sends a command; resolves to its result. @throws what the browser says against it. */
  send: <T = unknown>(method: string, params: object) => Promise<T>
}

/** Of the protocol only commands: nothing here waits for an event. Source: https://w3c.github.io/webdriver-bidi/ */
export async function connectBidi(address: string): Promise<Bidi> {
  const socket = new WebSocket(address)
  const waiting = new Map<number, { done: (result: never) => void; failed: (error: Error) => void; method: string }>()
  let lastId = 0
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('error', () => reject(new Error(`No WebDriver BiDi at ${address}.`)), { once: true })
  })
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error, message } = JSON.parse(String(data)) as Reply
    const one = waiting.get(id ?? -1)
    waiting.delete(id ?? -1)
    if (error) one?.failed(new Error(`${one.method}: ${error}: ${message}`))
    else one?.done(result as never)
  })
  socket.addEventListener('close', () => {
    for (const { failed, method } of waiting.values()) failed(new Error(`${method}: the browser is gone.`))
    waiting.clear()
  })
  return {
    send: (method, params) =>
      new Promise((done, failed) => {
        const id = ++lastId
        waiting.set(id, { done, failed, method })
        socket.send(JSON.stringify({ id, method, params }))
      }),
  }
}

interface Reply {
  id?: number
  result?: unknown
  error?: string
  message?: string
}
