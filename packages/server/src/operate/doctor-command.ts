import type { Command } from '../command.ts'
import { openDatabase } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { examine } from './doctor.ts'

/** `attune doctor`: looks at settings, database, permissions, tables, clock and disk, and says what to do. Exits with 1 where something is wrong. */
export const doctorCommand: Command = async (args, { settings, open, print }) => {
  if (args.length > 0) throw new AppError('bad_request', '"attune doctor" takes no arguments.')
  // Somebody else's database is looked at as it is; ours is brought up to date by opening it.
  const external = settings.databaseUrl === null ? null : openDatabase(settings.databaseUrl, 1, () => {})
  try {
    const findings = await examine(external?.db ?? (await open()).db, settings)
    for (const { what, isGood, says } of findings) print(`${isGood ? 'good' : 'BAD '}  ${what.padEnd(12)} ${says}.`)
    return findings.every(({ isGood }) => isGood) ? 0 : 1
  } finally {
    await external?.close()
  }
}
