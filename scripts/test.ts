import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'

import { findChromium } from './chromium.ts'
import { bringEngines } from './engines.ts'

/** Everything that must hold, in the order in which a fault is cheapest to find. Its last line is the sum. */
const root = join(import.meta.dirname, '..')
const report = join(root, '.tools/vitest.json')
const sum = { passed: 0, failed: 0, skipped: 0 }
/** What failed, told once more at the end: of a long output often only the end is kept. */
const failures: string[] = []
/** What failed and passed when tried again. */
const wavering: string[] = []

process.env['PATH'] = `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`
process.env['CHROMIUM_PATH'] = findChromium(root)
if (process.argv.length === 2) bringEngines()

check('types', 'tsc', ['-b'])
check('lint', 'oxlint', ['--type-aware', '--deny-warnings'])
check('format', 'oxfmt', ['--check'])
check('dead code', 'knip', ['--no-progress'])
check('build', process.execPath, ['scripts/build.ts'])
check('sizes', 'size-limit', [])
for (const name of ['sdk', 'widget']) check(`package ${name}`, 'publint', [`packages/${name}`, '--pack', 'npm'])
check('package types', 'attw', ['--pack', 'packages/sdk', '--profile', 'esm-only', '--format', 'ascii', '--quiet'])
runTests(process.argv.slice(2))

if (wavering.length > 0) process.stdout.write(`\n— passed at the second try only\n\n${wavering.join('\n\n')}\n`)
if (failures.length > 0) process.stdout.write(`\n— failed\n\n${failures.join('\n\n')}\n`)
const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''
process.stdout.write(`\n${sum.passed} passed, ${sum.failed} failed${skipped}\n`)
process.exitCode = sum.failed > 0 ? 1 : 0

function check(name: string, command: string, args: string[]): void {
  process.stdout.write(`\n— ${name}\n`)
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status === 0) sum.passed += 1
  else {
    sum.failed += 1
    failures.push(`${name}: ${command} ${args.join(' ')}`)
  }
}

/** Counted from the report that the tests write, so that a run that breaks off counts as failed. */
function runTests(args: string[]): void {
  process.stdout.write('\n— tests\n')
  mkdirSync(join(root, '.tools'), { recursive: true })
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { status } = spawnSync('vitest', ['run', ...reporters, ...args], { cwd: root, stdio: 'inherit' })
  const counted = readReport()
  sum.passed += counted.numPassedTests
  sum.failed += counted.numFailedTests
  sum.skipped += counted.numPendingTests + counted.numTodoTests
  failures.push(...counted.testResults.flatMap(failuresOf))
  wavering.push(...counted.testResults.flatMap((file) => messagesOf(file, 'passed')))
  if (status !== 0 && counted.numFailedTests === 0) {
    sum.failed += 1
    failures.push(`tests ${args.join(' ')}: ended with ${status ?? 'a signal'}, though no test of the report failed`)
  }
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: FileReport[]
}

interface FileReport {
  name: string
  status: string
  message: string
  assertionResults: { fullName: string; status: string; failureMessages?: string[] }[]
}

/** The failed tests of a file with their messages, or why the file itself could not be run. */
function failuresOf(file: FileReport): string[] {
  const failed = messagesOf(file, 'failed')
  return failed.length === 0 && file.status === 'failed' ? [`${relative(root, file.name)}\n${file.message}`] : failed
}

/** What the tests of a file with this outcome had to say; one that passed says something where it failed before. */
function messagesOf(file: FileReport, outcome: 'passed' | 'failed'): string[] {
  return file.assertionResults
    .filter(
      ({ status, failureMessages = [] }) => status === outcome && (status === 'failed' || failureMessages.length > 0),
    )
    .map(
      ({ fullName, failureMessages = [] }) =>
        `${relative(root, file.name)}: ${fullName}\n${failureMessages.join('\n')}`,
    )
}

function readReport(): Report {
  try {
    return JSON.parse(readFileSync(report, 'utf8')) as Report
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }
  }
}
