import * as migration from '../migration/plan.ts';
import { os } from './os.ts';

export const migrationRoutes = {
  run: os.migration.run.handler(({ context: { engine }, input, signal }) =>
    migration.runPlan(engine, input.question, signal),
  ),
  plan: os.migration.plan.handler(({ context: { engine }, input, signal }) =>
    migration.answer(engine, 'plan', input, signal),
  ),
  examples: os.migration.examples.handler(({ context: { engine }, input, signal }) =>
    migration.answer(engine, 'examples', input, signal),
  ),
  waves: os.migration.waves.handler(({ context: { engine }, input, signal }) =>
    migration.answer(engine, 'waves', input, signal),
  ),
  wave: os.migration.wave.handler(({ context: { engine }, input, signal }) =>
    migration.answer(engine, 'wave', input, signal),
  ),
  changes: os.migration.changes.handler(({ context: { engine }, input, signal }) =>
    migration.answer(engine, 'changes', input, signal),
  ),
  steps: os.migration.steps.handler(({ context: { engine }, input, signal }) =>
    migration.answer(engine, 'steps', input, signal),
  ),
  decisions: os.migration.decisions.handler(({ context: { engine }, input, signal }) =>
    migration.answer(engine, 'decisions', input, signal),
  ),
  decide: os.migration.decide.handler(({ context: { engine }, input, signal }) =>
    migration.answer(engine, 'decide', input, signal),
  ),
  mappingTemplate: os.migration.mappingTemplate.handler(({ context: { engine }, input, signal }) =>
    migration.answer(engine, 'mappingTemplate', input, signal),
  ),
  mappingImport: os.migration.mappingImport.handler(({ context: { engine }, input, signal }) =>
    migration.answer(engine, 'mappingImport', input, signal),
  ),
  mappingRemove: os.migration.mappingRemove.handler(({ context: { engine }, input, signal }) =>
    migration.answer(engine, 'mappingRemove', input, signal),
  ),
  report: os.migration.report.handler(({ context: { engine }, input, signal }) =>
    migration.answer(engine, 'report', input, signal),
  ),
};
