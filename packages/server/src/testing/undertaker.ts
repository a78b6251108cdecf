import { rm } from 'node:fs/promises'

import { endEmbedded } from '../database/embedded.ts'

/** Waits until whoever started it has ended, then stops the embedded server of a temporary folder and removes both. */
const folder = process.argv[2]
process.stdin.on('close', () => void bury())
process.stdin.resume()

async function bury(): Promise<void> {
  if (!folder) return
  const home = await endEmbedded(folder)
  await rm(home.base, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
}
