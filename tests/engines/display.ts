import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** A screen that nobody sees, for a browser that wants one. */
export async function openDisplay(): Promise<{ name: string; close: () => Promise<void> }> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp']
  const child = spawn('/usr/bin/Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'close')
  const [said] = (await Promise.race([once(child.stdio[3]!, 'data'), ended])) as [unknown]
  if (!Buffer.isBuffer(said)) throw new Error(`Xvfb ended with ${String(said)} before it had a screen.`)
  return {
    name: `:${said.toString().trim()}`,
    close: async () => {
      child.kill()
      await ended
    },
  }
}
