import { ANSWERS } from './answers.ts'
import { type Checked, checkVectors, readVectors, type VectorFile } from './check-vectors.ts'
import { plantAll } from './plant.ts'

/**
 * `pnpm vectors FILE` holds the service's formulas against a file of worked cases; `--planted` plants the listed mistakes one by
 * one and sees whether the cases notice. Ends with 0 only where all is well.
 */
async function run(args: readonly string[]): Promise<boolean> {
  const paths = args.filter((arg) => !arg.startsWith('--'))
  const [path] = paths
  if (path === undefined || paths.length > 1 || args.some((arg) => arg.startsWith('--') && arg !== '--planted')) {
    print('Use it as: pnpm vectors FILE [--planted]')
    return false
  }
  const file = readVectors(path)
  return args.includes('--planted') ? await printPlanted(file) : printChecked(checkVectors(file, ANSWERS))
}

function printChecked({ cases, functions, failures, unknown, untried }: Checked): boolean {
  for (const { id, fn, expected, got } of failures)
    print(
      `FAIL ${id} (${fn})\n  expected ${JSON.stringify(expected)}\n  got      ${JSON.stringify(got) ?? String(got)}`,
    )
  for (const fn of unknown) print(`FAIL There is no function for "${fn}" here.`)
  if (untried.length > 0) print(`No case is given of: ${untried.join(', ')}.`)
  const isWell = failures.length === 0 && unknown.length === 0
  const failing = failures.length > 0 ? `; failing: ${failures.map(({ id }) => id).join(', ')}` : ''
  print(`${cases - failures.length} of ${cases} cases of ${functions} functions hold${failing}.`)
  return isWell
}

async function printPlanted(file: VectorFile): Promise<boolean> {
  const planted = await plantAll(file)
  for (const { what, caughtBy } of planted)
    print(
      `${caughtBy.length > 0 ? 'caught' : 'MISSED'}  ${what}${caughtBy.length > 0 ? ` (${caughtBy.join(', ')})` : ''}`,
    )
  const caught = planted.filter(({ caughtBy }) => caughtBy.length > 0).length
  print(`${caught} of ${planted.length} planted mistakes are caught.`)
  return caught === planted.length
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

try {
  if (!(await run(process.argv.slice(2)))) process.exitCode = 1
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
