import { number } from '../../app/i18n/index.ts';
import type { PlanExample } from '#contract/migration.ts';

/** An example in a word or two: an object's name, or what was counted and how often; less than 0 = nobody knows. */
export function exampleName(example: PlanExample): string {
  if (example.of === 'object') return example.object.name;
  return example.count < 0 ? example.name : `${example.name} (${number(example.count)})`;
}
