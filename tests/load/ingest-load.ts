import { connect, type Socket } from 'node:net'

/** What a slice of load is made of. */
export interface Load {
  port: number
  connections: number
  forMs: number
  /** Bodies and where they go; every `IDxxxxxx-…` of `idMark` in them is made anew for each request. */
  requests: { path: string; body: string }[]
  /** From how many addresses they seem to come, as a proxy would say; at most a million. Default: nothing is said. */
  addresses?: number
}

/** What came of it. */
export interface Measured {
  requests: number
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** Answers other than 202 and 200. */
  failed: number
  /** How many answers had each status. */
  statuses: Record<string, number>
}

/** Stands in a body where a UUID of its own goes. */
export const ID_MARK = '00000000-0000-4000-8000-000000000000'

/**
 * Posts as fast as answers come, one request at a time on each of many connections.
 *
 * On bare sockets with bodies written beforehand, because a client that parses would cost more than the server that is measured.
 */
export async function applyLoad({ port, connections, forMs, requests, addresses = 0 }: Load): Promise<Measured> {
  const templates = requests.map(({ path, body }) => templateOf(path, body, addresses > 0))
  const statuses: Record<string, number> = {}
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
          const template = templates[next++ % templates.length] as Template
          const message = fill(template)
          if (addresses > 0) message.write(addressOf(next % addresses), template.addressAt, 'latin1')
          socket.write(message)
        }
        socket.on('error', reject)
        // An answer is small: it comes in one piece.
        socket.on('data', (chunk) => {
          times.push(performance.now() - sentAt)
          if (chunk[9] !== 0x32) failed++
          const status = chunk.toString('latin1', 9, 12)
          statuses[status] = (statuses[status] ?? 0) + 1
          send()
        })
        send()
      })
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  const sorted = Float64Array.from(times).toSorted()
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0
  return {
    requests: times.length,
    perSecond: times.length / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    failed,
    statuses,
  }
}

/** Fixed in length, so that it is written over in place. */
const addressOf = (n: number): string =>
  `10.${100 + (Math.floor(n / 10_000) % 100)}.${100 + (Math.floor(n / 100) % 100)}.${100 + (n % 100)}`
const ADDRESS_LINE = `x-forwarded-for: `

interface Template {
  bytes: Buffer
  /** Where a UUID's last twelve digits begin. */
  marks: number[]
  /** Where the address is that it seems to come from. */
  addressAt: number
}

function templateOf(path: string, body: string, isAddressed: boolean): Template {
  const from = isAddressed ? `${ADDRESS_LINE}${addressOf(0)}\r\n` : ''
  const head = `POST ${path} HTTP/1.1\r\n${from}host: x\r\ncontent-type: text/plain;charset=UTF-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`
  const bytes = Buffer.from(head + body)
  const marks: number[] = []
  for (let at = bytes.indexOf(ID_MARK); at >= 0; at = bytes.indexOf(ID_MARK, at + 36)) marks.push(at)
  return { bytes, marks, addressAt: bytes.indexOf(ADDRESS_LINE) + ADDRESS_LINE.length }
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
