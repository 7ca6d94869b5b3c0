import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

const JOURNEYS = 'tests/journeys/**/*.test.ts'
/** Journeys that need the machine for themselves: what is recognised in time, what is timed, and twenty devices at once. */
const ALONE = ['entering', 'faces', 'firefox', 'recording', 'rooms', 'scene', 'speech', 'stranger', 'wall-faces'].map(
  (name) => `tests/journeys/${name}.test.ts`,
)
/** Which of them scripts/test.mjs asks for; all, one after the other, where nobody says. */
const asked = process.env['OSMOSE_JOURNEYS']

export default defineConfig({
  resolve: {
    // In Node these would be Solid's server builds, where nothing reacts; what we test runs in browsers.
    alias: [
      { find: /^solid-js$/, replacement: 'solid-js/dist/solid.js' },
      { find: /^solid-js\/store$/, replacement: 'solid-js/store/dist/store.js' },
      { find: /^solid-js\/web$/, replacement: 'solid-js/web/dist/web.js' },
    ],
  },
  test: {
    environment: 'node',
    projects: [
      {
        extends: true,
        // Fuzzing on a machine that is busy with other things takes a while; no unit test measures time.
        test: {
          name: 'unit',
          // Vitest would leave a core to itself, and with two cores that is half of them.
          maxWorkers: availableParallelism(),
          testTimeout: 300_000,
          hookTimeout: 300_000,
          include: ['tests/**/*.test.ts'],
          exclude: [...configDefaults.exclude, JOURNEYS],
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: asked === 'alone' ? ALONE : [JOURNEYS],
          exclude: [...configDefaults.exclude, ...(asked === 'together' ? ALONE : [])],
          pool: 'forks',
          globalSetup: 'tests/journeys/kit/made-rooms.ts',
          // What a journey changes is in its browsers: a process and playwright anew for each file would show nothing more.
          isolate: false,
          // Most of a journey is waiting, so two share two cores; more would wait for the machine.
          maxWorkers: asked === 'together' ? 2 : 1,
          // Two at a time on two cores now and then miss a moment. What passes at the second try is named as such in the report.
          retry: 1,
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        // As long as one asks for: `npm run soak`.
        test: { name: 'soak', include: ['tests/soak/*.soak.ts'], pool: 'forks', hookTimeout: 300_000 },
      },
      {
        extends: true,
        // What a bench measures on the built app, with the journeys' own kit.
        test: { name: 'measured', include: ['tests/measured/*.measured.ts'], pool: 'forks' },
      },
    ],
  },
})
