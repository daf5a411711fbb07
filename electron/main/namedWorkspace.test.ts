import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { namedWorkspace } from './namedWorkspace.ts';

const folder = mkdtempSync(join(tmpdir(), 'treeline-named-'));
mkdirSync(join(folder, 'sub'));
for (const name of ['a.treeline', 'B.TREELINE', 'sub/이름 c.treeline', 'notes.txt'])
  writeFileSync(join(folder, name), '');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cases: [args: string[], found: string | null][] = [
  [[], null],
  [['a.treeline'], 'a.treeline'],
  [[join(folder, 'a.treeline')], 'a.treeline'],
  [['--inspect=0', '--user-data-dir=/x/a.treeline', 'a.treeline'], 'a.treeline'],
  [['B.TREELINE'], 'B.TREELINE'],
  [['sub/이름 c.treeline'], 'sub/이름 c.treeline'],
  [['sub/../a.treeline'], 'a.treeline'],
  [['gone.treeline', 'a.treeline'], 'a.treeline'],
  [['gone.treeline'], null],
  [['notes.txt'], null],
  [['treeline', '.treeline', ''], null],
];
it.each(cases)('%j', (args, found) => {
  expect(namedWorkspace(args, folder)).toBe(found === null ? null : join(folder, found));
});
