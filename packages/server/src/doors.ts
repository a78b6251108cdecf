import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { platform } from 'node:os'

/** More ways in to a server that listens already. */
export interface Doors {
  /** Lets nobody in any more, and resolves when everybody who came this way is gone. */
  close: () => Promise<void>
}

/** Whether several sockets can share a port here, and the system shares connections out to them. */
export const CAN_SHARE_PORT = platform() === 'linux'

/**
 * Lets connections in at more sockets of the same address.
 *
 * The event loop accepts one connection for each socket and turn, and under load a turn takes some ten milliseconds: of one socket, a
 * hundred new connections a second, behind which everybody queues who comes new, for seconds.
 * Source: libuv accepts once per turn since pull request 3696; measured by `pnpm bench flood`.
 *
 * @param server It listens with `reusePort`, and whoever is let in is handed to it.
 */
export async function openMoreDoors(server: Server): Promise<Doors> {
  const address = server.address()
  if (!CAN_SHARE_PORT || address === null || typeof address === 'string') return { close: async () => {} }
  const doors = Array.from({ length: DOORS }, () =>
    createServer({ noDelay: true, pauseOnConnect: false }, (socket) => void server.emit('connection', socket)),
  )
  // What may come in altogether stays what it was.
  const most = Math.ceil(server.maxConnections / (doors.length + 1))
  server.maxConnections = most
  for (const door of doors) {
    door.maxConnections = most
    door.listen({ host: address.address, port: address.port, reusePort: true })
    await once(door, 'listening')
  }
  return {
    async close() {
      await Promise.all(doors.map((door) => new Promise((resolve) => void door.close(resolve))))
    },
  }
}

/**
 * That nobody listens at a port: two that share one would each get a part of what comes in.
 *
 * @throws Error `EADDRINUSE` and the other faults of listening.
 */
export async function requireFree(host: string, port: number): Promise<void> {
  const probe = createServer()
  probe.listen({ host, port, exclusive: true })
  await once(probe, 'listening')
  probe.close()
  await once(probe, 'close')
}

const DOORS = 7
