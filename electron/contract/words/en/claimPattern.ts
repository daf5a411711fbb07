import type { PatternProblemCode } from '../../../domain/claims/pattern/pattern.ts';

/** Why a pattern of a claim rule is not run; the place in it stands beside. */
export const claimPattern: Record<PatternProblemCode, string> = {
  syntax: '.NET does not take this for a pattern, so AD FS refuses the rule. Correct it.',
  backreference:
    'The pattern refers back to what it matched before, which cannot be run in bounded time. Write the pattern without it.',
  lookaround:
    'The pattern looks ahead or behind without taking anything, which is not run here. Write the pattern without it.',
  atomic: 'The group never gives back what it took, which is not run here. Use an ordinary group.',
  balancing: 'Groups that balance each other are not run here. Write the pattern without them.',
  conditional: 'A choice that depends on a group is not run here. Write both alternatives.',
  unsupported: 'What this means to .NET cannot be given here without doubt. Write it in another way.',
  tooLong:
    'The pattern is too long, too deep or repeats too much to be run in bounded time. Make it smaller.',
};
