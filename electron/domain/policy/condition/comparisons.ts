/** Every operator that compares values; `Null` asks only whether a key is there. */
import type { Operator } from '../document.ts';
import { addresses } from './addresses.ts';
import { arns } from './arns.ts';
import { bools } from './bools.ts';
import { dates } from './dates.ts';
import type { Comparison } from './family.ts';
import { numbers } from './numbers.ts';
import { strings } from './strings.ts';

export const comparisons: Readonly<Record<Exclude<Operator, 'Null'>, Comparison>> = {
  ...strings,
  ...numbers,
  ...dates,
  ...bools,
  ...addresses,
  ...arns,
};
