import type { CommandRefusal } from './codes.ts';
import type { Platform } from './splitCommand.ts';

export type CommandLine =
  | { readonly refused: null; readonly line: string }
  | { readonly refused: CommandRefusal };

/**
 * A command as one line for `credential_process`, read alike by tools that split it themselves (botocore), that hand it to a
 * shell (`sh -c`, `cmd.exe /c`: the SDKs for JavaScript and Go), and that cut a setting at ` #` or ` ;`. What cannot be said
 * to all of them is refused.
 * @param argv the program, by an absolute path, and its arguments
 */
export function commandLine(argv: readonly string[], platform: Platform): CommandLine {
  if (!argv[0]) return { refused: 'nothing' };
  const words: string[] = [];
  for (const word of argv) {
    const refused = refusalOf(word, platform);
    if (refused) return { refused };
    words.push(quoted(word, platform));
  }
  return { refused: null, line: words.join(' ') };
}

function refusalOf(word: string, platform: Platform): CommandRefusal | null {
  if (/\p{Cc}|[\u2028\u2029]/u.test(word)) return 'control';
  if (/["']/.test(word)) return 'quote';
  // What a shell puts something else for even between double quotes.
  if ((platform === 'posix' ? /[$`]/ : /%/).test(word)) return 'expanded';
  if (/\s[#;]/.test(word)) return 'comment';
  return null;
}

function quoted(word: string, platform: Platform): string {
  const bare = platform === 'posix' ? /^[\w./@:+-]+$/ : /^[\w./@:+\\-]+$/;
  if (bare.test(word)) return word;
  const inner = platform === 'posix' ? word.replaceAll('\\', '\\\\') : word.replace(/\\+$/, '$&$&');
  return `"${inner}"`;
}
