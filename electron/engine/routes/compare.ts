import * as compare from '../compare/compare.ts';
import { os } from './os.ts';

export const compareRoutes = {
  run: os.compare.run.handler(({ context: { engine }, input, signal }) =>
    compare.compareRun(engine, input, signal),
  ),
  summary: os.compare.summary.handler(({ context: { engine }, input }) =>
    compare.compareSummary(engine, input),
  ),
  differences: os.compare.differences.handler(({ context: { engine }, input }) =>
    compare.compareDifferences(engine, input),
  ),
  position: os.compare.position.handler(({ context: { engine }, input }) =>
    compare.comparePosition(engine, input),
  ),
  pair: os.compare.pair.handler(({ context: { engine }, input }) => compare.comparePair(engine, input)),
  members: os.compare.members.handler(({ context: { engine }, input }) =>
    compare.compareMembers(engine, input),
  ),
  tree: os.compare.tree.handler(({ context: { engine }, input }) => compare.compareTree(engine, input)),
  treePosition: os.compare.treePosition.handler(({ context: { engine }, input }) =>
    compare.compareTreePosition(engine, input),
  ),
  ambiguous: os.compare.ambiguous.handler(({ context: { engine }, input }) =>
    compare.compareAmbiguous(engine, input),
  ),
  mapping: os.compare.mapping.handler(({ context: { engine }, input }) =>
    compare.compareMapping(engine, input),
  ),
  template: os.compare.template.handler(({ context: { engine }, input }) =>
    compare.compareTemplate(engine, input),
  ),
  export: os.compare.export.handler(({ context: { engine }, input }) => compare.compareExport(engine, input)),
};
