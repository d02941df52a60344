import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/longest-first.ts'

/** `unit` is everything beside the code; `journeys` drive a browser through a built portal, after it. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    globalSetup: ['tests/global-setup.ts'],
    projects: [
      {
        test: {
          setupFiles: ['tests/own-database.ts'],
          name: 'unit',
          include: ['app/**/*.test.ts', 'prisma/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: ['tests/journeys/**'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          setupFiles: ['tests/own-database.ts', 'tests/said-on-failure.ts'],
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A page may take its time on a busy machine.
          expect: { poll: { timeout: 15_000 } },
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
