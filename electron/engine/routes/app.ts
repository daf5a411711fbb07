import type { Settings } from '#contract/index.ts';
import { os } from './os.ts';

export const appRoutes = {
  info: os.app.info.handler(({ context: { engine } }) => ({
    version: engine.shell.version,
    shell: engine.shell.kind,
    node: process.versions.node,
    platform: process.platform,
  })),
  settings: os.app.settings.handler(({ context: { engine } }) => engine.store.settings()),
  saveSettings: os.app.saveSettings.handler(({ context: { engine }, input }): Settings => {
    engine.store.saveSettings(input);
    return engine.store.settings();
  }),
};
