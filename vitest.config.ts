import { defaultExclude, defineConfig } from 'vitest/config'

/** What takes all of a machine: several engines, a service that is killed. */
const ALONE = ['tests/{engines,faults}/**/*.test.ts']
/**
 * Polling ends as soon as what is awaited is there: patience costs nothing where it is, and a slow machine is no fault. Some of its
 * lateness no patience covers: what passes at the second try only is told at the end of the run, to be looked into like a failure.
 */
const PATIENT = { expect: { poll: { timeout: 10_000 } }, retry: 1 }
const BROWSERS = { testTimeout: 120_000, hookTimeout: 180_000, ...PATIENT }

/** Most of such a test is waiting for the database: as many as cores would leave half of them idle. */
const WORKERS = 3

/** One project per kind of test: `vitest run --project unit` needs neither a database nor a browser. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/{protocol,sdk,widget,console}/src/**/*.test.{ts,tsx}'],
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'server',
          include: ['packages/server/src/**/*.test.ts'],
          globalSetup: ['packages/server/src/testing/global-setup.ts'],
          setupFiles: ['packages/server/src/testing/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          ...PATIENT,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/**/*.test.ts'],
          // `exclude` replaces the defaults, which keep out what `node_modules` links to.
          exclude: [...defaultExclude, ...ALONE],
          ...BROWSERS,
          // A page takes all of a core while it loads: a third browser makes three of them slower, and nothing sooner.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'alone',
          include: ALONE,
          exclude: defaultExclude,
          ...BROWSERS,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
