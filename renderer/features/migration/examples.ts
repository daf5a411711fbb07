import { number } from '../../app/i18n/index.ts';
import type { PlanExample } from '#contract/migration.ts';

/** An example in a word or two: an object's name, or what was counted and how often. */
export const exampleName = (example: PlanExample): string =>
  example.of === 'object' ? example.object.name : `${example.name} (${number(example.count)})`;
