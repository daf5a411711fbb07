import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandRefusal } from './codes.ts';
import { commandLine } from './commandLine.ts';
import { readShared } from './readShared.ts';
import { splitCommand } from './splitCommand.ts';

const numRuns = Math.ceil(200 * Number(process.env['TREELINE_FUZZ'] ?? 1));

describe('a command of the configuration', () => {
  it.each<['posix' | 'windows', string[], string]>([
    [
      'posix',
      ['/opt/treeline', 'credential-process', '--session', 'a-1'],
      '/opt/treeline credential-process --session a-1',
    ],
    ['posix', ['/opt/my tools/t', ''], '"/opt/my tools/t" ""'],
    ['posix', ['/a\\b', '~x', '*'], '"/a\\\\b" "~x" "*"'],
    ['windows', ['C:\\Program Files\\T\\t.exe', 'C:\\a b\\'], '"C:\\Program Files\\T\\t.exe" "C:\\a b\\\\"'],
    ['windows', ['C:\\t.exe', 'a&b'], 'C:\\t.exe "a&b"'],
  ])('for %s: %j', (platform, argv, line) => {
    expect(commandLine(argv, platform)).toEqual({ refused: null, line });
  });

  it.each<['posix' | 'windows', string[], CommandRefusal]>([
    ['posix', [], 'nothing'],
    ['posix', ['', 'x'], 'nothing'],
    ['posix', ['/x', 'a"b'], 'quote'],
    ['windows', ['x', "it's"], 'quote'],
    ['posix', ['/x', '$HOME'], 'expanded'],
    ['posix', ['/x', '`id`'], 'expanded'],
    ['windows', ['x', '%PATH%'], 'expanded'],
    ['posix', ['/x', 'a\nb'], 'control'],
    ['posix', ['/x', 'a ;b'], 'comment'],
    ['windows', ['C:\\c #\\x'], 'comment'],
  ])('is refused for %s: %j', (platform, argv, refused) => {
    expect(commandLine(argv, platform)).toEqual({ refused });
  });

  it('is read back from a file, and taken apart again', () => {
    const signs = fc.string({ unit: fc.constantFrom(...'ab \\/=~*#;&|!^é$"%'), maxLength: 8 });
    let written = 0;
    fc.assert(
      fc.property(
        fc.array(signs, { maxLength: 4 }),
        fc.constantFrom('posix' as const, 'windows' as const),
        (rest, platform) => {
          const argv = ['/x', ...rest];
          const command = commandLine(argv, platform);
          if (command.refused !== null) return;
          written++;
          const [section] = readShared(`[default]\nc = ${command.line}`, 'config').sections;
          expect(section!.keys[0]!.value).toBe(command.line);
          expect(splitCommand(command.line, platform)).toEqual(argv);
          // Tools that begin a comment within a line find none.
          expect(command.line).not.toMatch(/\s[#;]/);
        },
      ),
      { numRuns },
    );
    expect(written).toBeGreaterThan(numRuns / 10);
  });
});

describe('a command is taken apart', () => {
  it.each<['posix' | 'windows', string, string[] | null]>([
    ['posix', `a 'b c'"d e"\\ f`, ['a', 'b cd e f']],
    ['posix', `"a\\"b\\c" ''`, ['a"b\\c', '']],
    ['posix', `'a`, null],
    ['posix', 'a\\', null],
    ['windows', `"C:\\a b\\x.exe" \\\\"y z\\\\\\"" 'q r'`, ['C:\\a b\\x.exe', '\\y z\\"', "'q", "r'"]],
    ['windows', '"a', null],
  ])('for %s: %s', (platform, command, words) => {
    expect(splitCommand(command, platform)).toEqual(words);
  });
});
