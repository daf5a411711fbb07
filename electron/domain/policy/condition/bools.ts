/** Bool, and BinaryEquals: values that are the same or not. */
import { plain } from './family.ts';

/** Null: neither true nor false. */
export const boolOf = (text: string): boolean | null => {
  const folded = text.trim().toLowerCase();
  return folded === 'true' ? true : folded === 'false' ? false : null;
};

/** Base64 without its padding: the same bytes have one such text. */
const bytesOf = (text: string): string => text.replace(/=+$/, '');

export const bools = {
  // The operators' page tells of variables in Bool, the variables' page does not: a value that is filled can only be true or false.
  Bool: plain(
    (wanted) => {
      const value = boolOf(wanted);
      return value === null ? null : (given) => boolOf(given) === value;
    },
    { variables: true },
  ),
  BinaryEquals: plain((wanted) => {
    const value = bytesOf(wanted);
    return (given) => bytesOf(given) === value;
  }),
};
