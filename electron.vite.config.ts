import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';
import renderer from './renderer/vite.config.ts';

const here = (path: string) => resolve(import.meta.dirname, path);

/** Every program of the main side is an entry of its own; chunks lie beside them, so that `import.meta.url` finds siblings. */
const programs = {
  main: here('electron/main/main.ts'),
  'engine-host': here('electron/main/engineHost.ts'),
  engine: here('electron/shell/engineProcess.ts'),
  host: here('electron/host/host.ts'),
  cli: here('electron/cli/cli.ts'),
  'credential-process': here('electron/cli/credentialProcess.ts'),
  vault: here('electron/vault/process.ts'),
  'workspace-worker': here('electron/workspace/worker/worker.ts'),
  'ldap-bulk-worker': here('electron/ldap/bulk/worker.ts'),
};

export default defineConfig({
  main: {
    build: {
      outDir: here('out/main'),
      target: 'node20.18',
      // keytar is native and stays outside; everything else is bundled, so that a start reads few files.
      externalizeDeps: { exclude: [] },
      rollupOptions: {
        input: programs,
        external: ['keytar', 'electron'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: here('out/preload'),
      target: 'node20.18',
      rollupOptions: {
        input: { preload: here('electron/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    ...renderer,
    root: here('renderer'),
    build: {
      ...renderer.build,
      outDir: here('out/renderer'),
      rollupOptions: { input: here('renderer/index.html') },
    },
  },
});
