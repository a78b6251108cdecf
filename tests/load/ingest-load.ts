import { connect, type Socket } from 'node:net'

/** What a slice of load is made of. */
export interface Load {
  port: number
  connections: number
  forMs: number
  /** Bodies and where they go; every `IDxxxxxx-…` of `idMark` in them is made anew for each request. */
  requests: { path: string; body: string }[]
}

/** What came of it. */
export interface Measured {
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** Answers other than 202 and 200. */
  failed: number
}

/** Stands in a body where a UUID of its own goes. */
export const ID_MARK = '00000000-0000-4000-8000-000000000000'

/**
 * Posts as fast as answers come, one request at a time on each of many connections.
 *
 * On bare sockets with bodies written beforehand, because a client that parses would cost more than the server that is measured.
 */
export async function applyLoad({ port, connections, forMs, requests }: Load): Promise<Measured> {
  const templates = requests.map(({ path, body }) => templateOf(path, body))
  const times: number[] = []
  let failed = 0
  let next = 0
  const startedAt = performance.now()
  const until = startedAt + forMs
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = await open(port)
      await new Promise<void>((resolve, reject) => {
        let sentAt = 0
        const send = (): void => {
          sentAt = performance.now()
          if (sentAt >= until) return void socket.end(resolve)
          socket.write(fill(templates[next++ % templates.length] as Template))
        }
        socket.on('error', reject)
        // An answer is small: it comes in one piece.
        socket.on('data', (chunk) => {
          times.push(performance.now() - sentAt)
          if (chunk[9] !== 0x32) failed++
          send()
        })
        send()
      })
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  const sorted = Float64Array.from(times).toSorted()
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0
  return { perSecond: times.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), failed }
}

interface Template {
  bytes: Buffer
  /** Where a UUID's last twelve digits begin. */
  marks: number[]
}

function templateOf(path: string, body: string): Template {
  const head = `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain;charset=UTF-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`
  const bytes = Buffer.from(head + body)
  const marks: number[] = []
  for (let at = bytes.indexOf(ID_MARK); at >= 0; at = bytes.indexOf(ID_MARK, at + 36)) marks.push(at)
  return { bytes, marks }
}

let made = 0
const run = Math.floor(Math.random() * 0xffffffff)

/** A copy with ids of its own: this run's number first, then a count. */
function fill({ bytes, marks }: Template): Buffer {
  const copy = Buffer.from(bytes)
  for (const mark of marks) {
    copy.write(hex(Math.imul(++made, 0x9e3779b1) >>> 0), mark, 8, 'latin1')
    copy.write(hex(run), mark + 24, 8, 'latin1')
  }
  return copy
}

const hex = (n: number): string => n.toString(16).padStart(8, '0')

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

/** Run as a process of its own: takes a `Load` from its parent, and gives back what it measured. */
process.on('message', (load: Load) => {
  void applyLoad(load).then((measured) => process.send?.(measured))
})
