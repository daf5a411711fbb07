/** StringEquals and its kin: as written, without regard to case, with wildcards. */
import { globOf } from '../pattern/glob.ts';
import type { Comparison } from './family.ts';
import { plain } from './family.ts';

const equals = (wanted: string) => (given: string) => given === wanted;
const equalsIgnoringCase = (wanted: string) => {
  const folded = wanted.toLowerCase();
  return (given: string) => given.toLowerCase() === folded;
};
const like = (negated: boolean): Comparison => ({
  wildcards: true,
  negated,
  variables: true,
  byParts: false,
  compare: ([pieces = []]) => globOf(pieces),
});
const variables = true;

export const strings = {
  StringEquals: plain(equals, { variables }),
  StringNotEquals: plain(equals, { variables, negated: true }),
  StringEqualsIgnoreCase: plain(equalsIgnoringCase, { variables }),
  StringNotEqualsIgnoreCase: plain(equalsIgnoringCase, { variables, negated: true }),
  StringLike: like(false),
  StringNotLike: like(true),
};
