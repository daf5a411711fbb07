import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

// Fuzzing and properties run short in `npm run test:unit` and long in `npm run test:deep` (TREELINE_FUZZ scales them).
const node = { environment: 'node' as const, pool: 'forks' as const };

export default defineConfig({
  plugins: [vue()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...node,
          name: 'unit',
          // Unit tests share nothing that needs a world of its own; loading every module once a file took two thirds of the time.
          isolate: false,
          // They compute all the time: every processor has its part, also the one that vitest would keep for itself.
          maxWorkers: '100%',
          include: [
            'electron/**/*.test.ts',
            'renderer/**/*.test.ts',
            'resources/**/*.test.ts',
            'bin/**/*.test.ts',
          ],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          ...node,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          ...node,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // Real windows and servers on a machine that others use too: a second try, which the report names.
          retry: 1,
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
