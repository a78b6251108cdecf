import { defaultExclude, defineConfig } from 'vitest/config'

/** What takes all of a machine: several engines, a service that is killed. */
const ALONE = ['tests/{engines,faults}/**/*.test.ts']
/** Polling ends as soon as what is awaited is there: patience costs nothing where it is, and a slow machine is no fault. */
const PATIENT = { expect: { poll: { timeout: 10_000 } } }
const BROWSERS = { testTimeout: 120_000, hookTimeout: 180_000, ...PATIENT }

/** One project per kind of test: `vitest run --project unit` needs neither a database nor a browser. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/{protocol,sdk,widget,console}/src/**/*.test.{ts,tsx}'],
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
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/**/*.test.ts'],
          // `exclude` replaces the defaults, which keep out what `node_modules` links to.
          exclude: [...defaultExclude, ...ALONE],
          ...BROWSERS,
          // Most of a browser's test is waiting; more than two at once wait for each other.
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
