import { defineConfig } from 'vitest/config';

/**
 * Four projects: `unit` (pure, parallel), `wire` (PTYs, sockets, processes), `browser` (Chromium) and `machine` (the
 * emulated PC with real USB devices, `npm run test:usb`).
 */
export default defineConfig({
  test: {
    retry: 0,
    projects: [
      {
        test: {
          name: 'unit',
          // Generous, because two cores are shared by many: a limit here only ends what hangs.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/wire/**',
            'test/faults/**',
            'test/browser/**',
            'test/machine/**',
            'node_modules/**',
            'dist/**',
          ],
        },
      },
      {
        test: {
          name: 'wire',
          include: ['test/wire/**/*.test.ts', 'test/faults/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'machine',
          include: ['test/machine/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
