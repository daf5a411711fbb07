/** The procedures of the policy place. */
import type { z } from 'zod';
import type { placeProcedures } from '#contract/policy/place.ts';
import type { Engine } from '../engine.ts';
import { textRange as range } from './documents.ts';

export { ask } from './ask.ts';
export { difference, differenceActions } from './difference.ts';
export { documents } from './documents.ts';
export { actions, services } from './services.ts';
export { subject } from './subject.ts';

export const textRange = (_engine: Engine, input: z.infer<typeof placeProcedures.textRange.input>) =>
  range(input);
