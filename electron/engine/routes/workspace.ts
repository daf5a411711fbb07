import { arriving, snapshotState } from '../arriving.ts';
import { startImport } from '../work.ts';
import { os } from './os.ts';

export const workspaceRoutes = {
  watch: os.workspace.watch.handler(({ context: { engine }, signal }) => engine.workspace.watch(signal)),
  info: os.workspace.info.handler(({ context: { engine } }) => engine.workspace.info()),
  open: os.workspace.open.handler(async ({ context: { engine }, input }) => {
    const { path, name, copy } = engine.files.at(input.handle);
    if (copy) return engine.workspace.open(path, { mode: 'open', readOnly: true }, { copyOf: name });
    const info = await engine.workspace.open(path, { mode: 'open' });
    engine.store.setLastWorkspace(path);
    return info;
  }),
  openSample: os.workspace.openSample.handler(async ({ context: { engine } }) => {
    const info = await engine.workspace.open(
      engine.shell.sampleFile,
      { mode: 'open', readOnly: true },
      { sample: true },
    );
    engine.store.setLastWorkspace(null);
    return info;
  }),
  create: os.workspace.create.handler(async ({ context: { engine }, input }) => {
    const { path } = engine.files.at(input.handle);
    const info = await engine.workspace.open(path, { mode: 'create' });
    engine.store.setLastWorkspace(path);
    return info;
  }),
  import: os.workspace.import.handler(({ context: { engine }, input }) =>
    startImport(engine, engine.files.at(input.handle)),
  ),
  removeSource: os.workspace.removeSource.handler(async ({ context: { engine }, input }) => {
    await engine.workspace.current.removeSource(input.sourceId);
    return engine.workspace.refresh();
  }),
  arriving: os.workspace.arriving.handler(({ context: { engine }, signal }) => arriving(engine, signal)),
  snapshot: os.workspace.snapshot.handler(({ context: { engine }, input }) =>
    snapshotState(engine, input.snapshotId),
  ),
};
