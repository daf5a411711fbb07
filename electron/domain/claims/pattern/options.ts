import type { Cursor } from './cursor.ts';

/** Inline options `(?imnsx-imnsx)`. None is set at first: AD FS passes no options of its own. */
export interface Options {
  readonly i: boolean;
  readonly m: boolean;
  readonly n: boolean;
  readonly s: boolean;
  readonly x: boolean;
}
export const noOptions: Options = { i: false, m: false, n: false, s: false, x: false };

const isOption = (letter: string): letter is keyof Options => letter !== '' && 'imnsx'.includes(letter);

/** Letters in either case, `-` and `+` as often as they come; stops at what is neither. */
export function takeOptions(at: Cursor, options: Options): Options {
  let set = options;
  for (let on = true; at.left > 0; at.at++) {
    const letter = at.peek();
    if (letter === '-' || letter === '+') on = letter === '+';
    else {
      const option = /[A-Z]/.test(letter) ? letter.toLowerCase() : letter;
      if (!isOption(option)) return set;
      set = { ...set, [option]: on };
    }
  }
  return set;
}

const isBlank = (unit: string): boolean => unit !== '' && ' \t\n\f\r'.includes(unit);

/** Past `(?#…)`, and under `(?x)` past white space and `# …` to the end of the line. */
export function skipBlank(at: Cursor, x: boolean): void {
  for (;;) {
    if (x && isBlank(at.peek())) at.at++;
    else if (x && at.peek() === '#') {
      const end = at.text.indexOf('\n', at.at);
      at.at = end < 0 ? at.text.length : end;
    } else if (at.text.startsWith('(?#', at.at)) {
      const end = at.text.indexOf(')', at.at);
      if (end < 0) at.refuse('syntax', at.at, at.text.length);
      at.at = end + 1;
    } else return;
  }
}
