/**
 * The programs that are measured, bundled as the app is: the same settings and the same entries beside them, so that workers
 * are found and a start reads few files. Inside the checkout, so that native packages are found; a second or two.
 */
import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import config from '../../electron.vite.config.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}.cache/bench/programs-${process.pid}/`;

/** The file of a program of `programs/`, once `buildPrograms` has run. */
export const program = (name: string): string => `${folder}bench-${name}.js`;

export const removePrograms = (): void => rmSync(folder, { recursive: true, force: true });

export async function buildPrograms(): Promise<void> {
  const { main } = config as { main: { build: { rollupOptions: { input: Record<string, string> } } } };
  const own = readdirSync(new URL('programs/', import.meta.url))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [`bench-${file.slice(0, -3)}`, `${root}test/bench/programs/${file}`]);
  await build({
    root,
    configFile: false,
    mode: 'production',
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      rollupOptions: {
        input: {
          ...main.build.rollupOptions.input,
          ...Object.fromEntries(own),
        },
        external: ['keytar', 'electron'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}
