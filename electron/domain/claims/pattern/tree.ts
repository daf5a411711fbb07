import type { PatternPlace, PatternProblemCode } from './pattern.ts';
import type { UnitSet } from './unitSet.ts';

/** `$` and `\Z` also hold before a last `\n`; `lineStart` and `lineEnd` are `^` and `$` under `(?m)`. */
export type Assertion = 'start' | 'end' | 'lastLineEnd' | 'lineStart' | 'lineEnd' | 'word' | 'notWord';

export type PatternNode =
  | { readonly kind: 'set'; readonly set: UnitSet }
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'either'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'group'; readonly slot: number; readonly item: PatternNode }
  | {
      readonly kind: 'loop';
      readonly item: PatternNode;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      readonly place: PatternPlace;
    };

export const nothingToTake: PatternNode = { kind: 'sequence', items: [] };

/** The pattern's groups: numbers run in .NET's order and may leave gaps. */
export interface Groups {
  /** Where a group's captures stand: index by number, -1 = there is no such group. */
  readonly slots: readonly number[];
  readonly names: readonly (string | null)[];
  readonly numberOf: ReadonlyMap<string, number>;
}

export interface ParsedPattern {
  readonly root: PatternNode;
  readonly groups: Groups;
}

/** Why the pattern is not run, and where. */
export class PatternRefused extends Error {
  readonly code: PatternProblemCode;
  readonly offset: number;
  readonly length: number;
  constructor(code: PatternProblemCode, offset: number, length: number) {
    super(code);
    this.name = 'PatternRefused';
    this.code = code;
    this.offset = offset;
    this.length = length;
  }
}

/** A pattern's text may be so long, its groups so deep and so many, its machine so big, and so many of its classes may differ. */
export const patternLimits = {
  text: 32_768,
  depth: 100,
  group: 999,
  program: 8_192,
  sets: 1_000,
  emptyLoops: 5,
} as const;
