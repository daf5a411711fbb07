import type { Source } from '#contract/shapes.ts';

/** The colour of where a thing comes from. */
export const toneOf = (origin: Source['origin']): 'onprem' | 'aws' | 'rule' =>
  origin === 'on-premises' ? 'onprem' : origin === 'aws' ? 'aws' : 'rule';
