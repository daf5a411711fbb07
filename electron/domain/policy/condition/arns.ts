/** ArnEquals and ArnLike, which are the same: six parts, each matched by itself. */
import { globOf } from '../pattern/glob.ts';
import { anyRun } from '../pattern/pieces.ts';
import { splitArn } from '../pattern/resource.ts';
import type { Comparison } from './family.ts';

const partCount = 6;

const arn = (negated: boolean): Comparison => ({
  wildcards: true,
  negated,
  variables: true,
  byParts: true,
  compare: (parts) => {
    if (parts.length === 1 && parts[0]!.length === 1 && parts[0]![0] === anyRun) return () => true;
    if (parts.length !== partCount) return null;
    const matchers = parts.map((part) => globOf(part));
    return (given) => {
      const found = splitArn(given);
      return found.length === partCount && matchers.every((matches, index) => matches(found[index]!));
    };
  },
});

export const arns = {
  ArnEquals: arn(false),
  ArnLike: arn(false),
  ArnNotEquals: arn(true),
  ArnNotLike: arn(true),
};
