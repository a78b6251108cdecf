#!/usr/bin/env -S node --max-semi-space-size=8
import process from 'node:process'

import type { CommandContext } from './command.ts'
import { COMMANDS, helpText } from './commands.ts'
import { openStore, type Store } from './database/store.ts'
import { AppError } from './errors.ts'
import { readSettings } from './settings.ts'

/** Signals closer together than this are one press of Ctrl-C. */
const SAME_PRESS_MS = 700

process.exitCode = await main(process.argv.slice(2))

/** Runs one command. @returns its exit code: 0 done, 1 it failed, 2 it was called wrongly. */
async function main([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) {
    const isAsked = ['', 'help', '--help', '-h'].includes(name)
    write(
      isAsked ? process.stdout : process.stderr,
      isAsked ? helpText() : `There is no command "${name}".\n\n${helpText()}`,
    )
    return isAsked ? 0 : 2
  }
  const opened: Store[] = []
  try {
    const run = await command.load()
    return await run(args, createContext(opened))
  } catch (error) {
    // A sentence for what the caller can mend; anything else is ours, and shown whole.
    write(process.stderr, error instanceof AppError ? error.message : describe(error))
    return 1
  } finally {
    for (const store of opened) await store.close()
  }
}

function createContext(opened: Store[]): CommandContext {
  const settings = readSettings(process.env, process.cwd())
  const warn = (line: string): void => write(process.stderr, line)
  return {
    settings,
    open: async () => {
      const store = await openStore(settings, { onError: (error) => warn(error.message) })
      opened.push(store)
      return store
    },
    print: (line) => write(process.stdout, line),
    warn,
    isWatched: process.stderr.isTTY,
    ...watchSignals(),
  }
}

/** One Ctrl-C reaches us up to three times: from the terminal, and passed on by what started us. What comes at once is one. */
function watchSignals(): { signal: AbortSignal; hurry: AbortSignal } {
  const stop = new AbortController()
  const hurry = new AbortController()
  let first = 0
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      first ||= Date.now()
      stop.abort()
      if (Date.now() - first > SAME_PRESS_MS) hurry.abort()
    })
  }
  return { signal: stop.signal, hurry: hurry.signal }
}

function write(stream: NodeJS.WriteStream, line: string): void {
  stream.write(`${line}\n`)
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
