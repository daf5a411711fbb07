/**
 * A command line of a configuration taken apart without a shell, as botocore does it.
 * Source: facts/sts-iam.md §6; Python's shlex, and the rules of the C runtime on Windows.
 */
export type Platform = 'posix' | 'windows';

/** Its words; null where a quote is not closed or nothing is escaped. */
export function splitCommand(command: string, platform: Platform): string[] | null {
  return platform === 'windows' ? splitWindows(command) : splitPosix(command);
}

function splitPosix(command: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < command.length; at++) {
    const sign = command[at]!;
    if (quote === "'" || (quote === '"' && sign !== '\\')) {
      if (sign === quote) quote = '';
      else word += sign;
    } else if (sign === '\\') {
      if (++at === command.length) return null;
      const next = command[at]!;
      // Between double quotes a backslash escapes these two alone, and is itself otherwise.
      word = (word ?? '') + (quote && next !== '"' && next !== '\\' ? sign + next : next);
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      word ??= '';
    } else if (/[ \t\r\n]/.test(sign)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + sign;
  }
  if (quote) return null;
  return word === null ? words : [...words, word];
}

function splitWindows(command: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quoted = false;
  for (let at = 0; at < command.length; at++) {
    const sign = command[at]!;
    if (sign === '\\') {
      const from = at;
      while (command[at + 1] === '\\') at++;
      const many = at - from + 1;
      const beforeQuote = command[at + 1] === '"';
      word = (word ?? '') + '\\'.repeat(beforeQuote ? many >> 1 : many);
      if (beforeQuote && many % 2 === 1) {
        word += '"';
        at++;
      }
    } else if (sign === '"') {
      quoted = !quoted;
      word ??= '';
    } else if ((sign === ' ' || sign === '\t') && !quoted) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + sign;
  }
  if (quoted) return null;
  return word === null ? words : [...words, word];
}
