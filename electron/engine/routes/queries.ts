import * as queries from '../queries.ts';
import { os } from './os.ts';

export const queriesRoutes = {
  validate: os.queries.validate.handler(({ input }) => queries.checkFilter(input.text)),
  resolve: os.queries.resolve.handler(async ({ context: { engine }, input }) => ({
    filter: await queries.resolveFilter(engine, input.filter, input.at),
  })),
  builtIn: os.queries.builtIn.handler(({ context: { engine }, input, signal }) =>
    queries.builtInAt(engine, input.at, signal),
  ),
  saved: os.queries.saved.handler(({ context: { engine } }) => engine.store.queries()),
  save: os.queries.save.handler(({ context: { engine }, input }) => queries.saveQuery(engine, input)),
  remove: os.queries.remove.handler(({ context: { engine }, input }) => {
    engine.store.removeQuery(input.id);
    return {};
  }),
  run: os.queries.run.handler(({ context: { engine }, input, signal }) =>
    queries.runList(engine, input.list, signal),
  ),
  live: os.queries.live.handler(({ context: { engine }, input, signal }) =>
    queries.liveQuery(engine, input, signal),
  ),
  values: os.queries.values.handler(({ context: { engine }, input }) =>
    engine.workspace.current.values(input.snapshotId, input.objectIds, input.attributes),
  ),
};
