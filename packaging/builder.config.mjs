/** electron-builder's settings. Run on Node 24 (`npm run dir` finds the pinned one), which imports TypeScript as it is. */
import electron from '../node_modules/electron/package.json' with { type: 'json' };

export default {
  appId: 'treeline.desktop',
  productName: 'Treeline',
  electronVersion: electron.version,
  directories: { output: 'dist' },
  // The bundle holds everything but the keychain's native module; the pinned Node is for machines without a desktop.
  files: ['package.json', 'out/**', '!node_modules/node-*/**'],
  asar: true,
  // What others than Electron open: the system's loader, and SQLite the sample workspace.
  asarUnpack: ['out/resources/**', '**/*.node'],
  npmRebuild: false,
  publish: null,
  afterPack: async (context) => (await import('./afterPack.ts')).default(context),
  fileAssociations: [{ ext: 'treeline', name: 'Treeline workspace', role: 'Editor' }],
  linux: {
    target: ['AppImage', 'deb'],
    category: 'System',
    executableName: 'treeline',
    maintainer: 'Treeline maintainers',
  },
  mac: { target: ['dmg'], category: 'public.app-category.utilities', hardenedRuntime: true },
  win: { target: ['nsis'] },
};
