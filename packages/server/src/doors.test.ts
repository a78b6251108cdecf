import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { CAN_SHARE_PORT, openMoreDoors, requireFree } from './doors.ts'

async function listening(): Promise<{ server: Server; port: number }> {
  const server = createServer((_request, response) => response.end('in'))
  server.listen({ host: '127.0.0.1', port: 0, reusePort: CAN_SHARE_PORT })
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { server, port: (server.address() as AddressInfo).port }
}

async function comeIn(port: number, times: number): Promise<string[]> {
  const come = async () => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.end('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
    let text = ''
    for await (const chunk of socket) text += String(chunk)
    return text.slice(-2)
  }
  return await Promise.all(Array.from({ length: times }, come))
}

test.skipIf(!CAN_SHARE_PORT)('whoever comes is served, by whichever door, and most come by the others', async () => {
  const { server, port } = await listening()
  const doors = await openMoreDoors(server)
  let own = 0
  server.on('connection', (socket) => {
    if (Reflect.get(socket, '_server') === server) own++
  })
  expect(new Set(await comeIn(port, 200))).toEqual(new Set(['in']))
  expect(own).toBeLessThan(100)
  await doors.close()
})

test.skipIf(!CAN_SHARE_PORT)('closed, they let nobody in, and wait for who is still there', async () => {
  const { server, port } = await listening()
  const doors = await openMoreDoors(server)
  const guests = Array.from({ length: 30 }, () => connect({ port, host: '127.0.0.1' }))
  // Answered once, so that they are in for sure, and kept.
  for (const guest of guests) guest.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await Promise.all(guests.map((guest) => once(guest, 'data')))
  let isClosed = false
  const closing = doors.close().then(() => (isClosed = true))
  await new Promise((resolve) => void setTimeout(resolve, 50))
  expect(isClosed).toBe(false)
  expect(new Set(await comeIn(port, 20))).toEqual(new Set(['in']))
  for (const guest of guests) guest.destroy()
  await closing
})

test.skipIf(!CAN_SHARE_PORT)('a port that somebody listens at is not free, even where it could be shared', async () => {
  const { port } = await listening()
  await expect(requireFree('127.0.0.1', port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
