import { parseArgs } from 'node:util'

import type { Command } from '../command.ts'
import { DEMO_PROJECT } from './configuration.ts'
import { ensureDemo } from './demo.ts'
import { removeSample } from './queries.ts'

/** `attune demo [--remove]`: makes the demo project with its sample history, or takes the sample history away. */
export const demoCommand: Command = async (args, { open, print, warn, settings }) => {
  const isRemoving = readArguments(args)
  if (isRemoving === null) {
    warn('Usage: attune demo [--remove]')
    return 2
  }
  const { db } = await open()
  if (isRemoving) {
    const { answers } = await removeSample(db, DEMO_PROJECT)
    print(`Removed ${answers.toLocaleString('en')} sample answers. What people answered stays.`)
    return 0
  }
  const { created } = await ensureDemo(db)
  print(created ? 'The demo project is ready, with ten weeks of sample data.' : 'The demo project is there already.')
  print(`The shop is at ${settings.publicUrl}/demo/ while "attune serve" runs.`)
  return 0
}

function readArguments(args: string[]): boolean | null {
  try {
    return parseArgs({ args, options: { remove: { type: 'boolean', default: false } } }).values.remove
  } catch {
    return null
  }
}
