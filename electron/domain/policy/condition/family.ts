/** What every family of condition operators answers. */
import type { Piece } from '../pattern/pieces.ts';

/** Whether one value of the request is as one value of the policy says. */
export type Compare = (given: string) => boolean;

export interface Comparison {
  /** The value may hold `*` and `?`. */
  readonly wildcards: boolean;
  /** The operator asks that none of its values matches. */
  readonly negated: boolean;
  /** Variables are filled in values of this operator. */
  readonly variables: boolean;
  /** The value is taken apart at its colons before variables are filled. */
  readonly byParts: boolean;
  /** Of a value without variables: one list of pieces, or one a part. Null: such a value matches nothing. */
  readonly compare: (parts: readonly (readonly Piece[])[]) => Compare | null;
}

/** The text of pieces that hold no wildcard. */
export const plainText = (parts: readonly (readonly Piece[])[]): string =>
  (parts[0] ?? []).filter((piece) => typeof piece === 'string').join('');

/** A comparison of whole values, without wildcards. */
export const plain = (
  compare: (wanted: string) => Compare | null,
  options: { negated?: boolean; variables?: boolean } = {},
): Comparison => ({
  wildcards: false,
  negated: options.negated ?? false,
  variables: options.variables ?? false,
  byParts: false,
  compare: (parts) => compare(plainText(parts)),
});

/** A comparison of values that have an order; null of `read`: not such a value, and no comparison with it is true. */
export const ordered =
  <T>(read: (text: string) => T | null, compare: (a: T, b: T) => number) =>
  (holds: (order: number) => boolean, options: { negated?: boolean } = {}): Comparison =>
    plain((wanted) => {
      const bound = read(wanted);
      if (bound === null) return null;
      return (given) => {
        const value = read(given);
        return value !== null && holds(compare(value, bound));
      };
    }, options);
