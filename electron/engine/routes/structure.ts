import * as structure from '../structure.ts';
import { os } from './os.ts';

export const structureRoutes = {
  compare: os.structure.compare.handler(({ context: { engine }, input, signal }) =>
    structure.structureCompare(engine, input, signal),
  ),
  trusts: os.structure.trusts.handler(({ context: { engine }, input }) =>
    structure.structureTrusts(engine, input),
  ),
};
