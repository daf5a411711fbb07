import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditRefusal } from './codes.ts';
import { awsLines } from './lines.fixture.ts';
import { beginMark, endMark, managedProfiles } from './managed.ts';
import { planEdit } from './planEdit.ts';
import type { EditChange } from './planEdit.ts';
import { readShared } from './readShared.ts';

const numRuns = Math.ceil(200 * Number(process.env['TREELINE_FUZZ'] ?? 1));

const set = (name: string, more: Partial<Extract<EditChange, { kind: 'set' }>> = {}): EditChange => ({
  kind: 'set',
  name,
  command: '/opt/treeline credential-process --session 1',
  region: 'eu-west-1',
  sessionId: '1',
  ...more,
});
const edit = (text: string, change: EditChange): string => {
  const edited = planEdit(text, change);
  if (edited.refused !== null) throw new Error(edited.refused);
  return edited.text;
};
const block = (...lines: string[]): string => [beginMark, ...lines, endMark, ''].join('\n');
const a = [
  '[profile a]',
  '# session 1',
  'credential_process = /opt/treeline credential-process --session 1',
  'region = eu-west-1',
];

describe('a profile of ours', () => {
  it.each<[string, string, EditChange, string]>([
    ['comes into a new file', '', set('a'), block(...a)],
    ['comes last', '[default]\n', set('a'), `[default]\n${block(...a)}`],
    [
      'ends lines as the file does',
      '\uFEFF[default]\r\n',
      set('default2', { region: null }),
      `\uFEFF[default]\r\n${block('[profile default2]', ...a.slice(1, 3)).replaceAll('\n', '\r\n')}`,
    ],
    ['leaves a last line open', '[default]', set('a'), `[default]\n${block(...a)}`.slice(0, -1)],
    ['may be the default', '', set('default'), block('[default]', ...a.slice(1))],
    [
      'stands beside others',
      `${block(...a)}[profile z]\n`,
      set('b', { region: null }),
      `${block(...a, '[profile b]', ...a.slice(1, 3))}[profile z]\n`,
    ],
    [
      'is replaced',
      block(...a, '[profile b]'),
      set('a', { region: null }),
      block(...a.slice(0, 3), '[profile b]'),
    ],
    ['goes', block(...a, '[profile b]'), { kind: 'remove', name: 'a' }, block('[profile b]')],
    ['goes with its block', `[x]\n${block(...a)}[y]`, { kind: 'remove', name: 'a' }, '[x]\n[y]'],
    [
      'goes though the name stands elsewhere too',
      `[profile a]\nk=v\n${block(...a)}`,
      { kind: 'remove', name: 'a' },
      '[profile a]\nk=v\n',
    ],
  ])('%s', (_, text, change, after) => {
    expect(edit(text, change)).toBe(after);
  });

  it('is told as added, replaced, removed, or as nothing', () => {
    const told = (text: string, change: EditChange) => {
      const edited = planEdit(text, change);
      return edited.refused ?? [edited.added, edited.replaced, edited.removed];
    };
    expect([
      told('', set('a')),
      told(block(...a), set('a', { region: null })),
      told(block(...a), set('a')),
      told(block(...a), { kind: 'remove', name: 'a' }),
    ]).toEqual([
      [['a'], [], []],
      [[], ['a'], []],
      [[], [], []],
      [[], [], ['a']],
    ]);
  });

  it.each<[EditRefusal, string, EditChange]>([
    ['markersDamaged', `${beginMark}\n`, set('a')],
    ['markersDamaged', `${endMark}\n${beginMark}\n`, set('a')],
    ['markersDamaged', `${block()}${block()}`, set('a')],
    ['markersDamaged', block().replace('(managed', '(mine'), set('a')],
    ['markersDamaged', block(...a, ...a), set('a')],
    ['nameNotWritable', '', set('a b')],
    ['nameNotWritable', '', set('a]')],
    ['nameNotWritable', '', set('__proto__')],
    ['commandNotWritable', '', set('a', { command: 'x\n[default]' })],
    ['commandNotWritable', '', set('a', { command: 'x #y' })],
    ['commandNotWritable', '', set('a', { command: ' ' })],
    ['regionNotWritable', '', set('a', { region: 'eu\n' })],
    ['sessionNotWritable', '', set('a', { sessionId: '1\n' })],
    ['nameTaken', '[profile "a"]', set('a')],
    ['nameTaken', `[default]\n${block()}`, set('default')],
    ['notManaged', '[profile a]', { kind: 'remove', name: 'a' }],
    // What stands below our block belongs to the profile that is last in it.
    ['meaningWouldChange', `${block(...a)}output = json\n`, set('b')],
    ['meaningWouldChange', `${block(...a)}output = json\n`, { kind: 'remove', name: 'a' }],
    ['meaningWouldChange', `${block(...a)}  more\n`, set('a', { region: 'us-east-1' })],
  ])('is refused: %s', (refused, text, change) => {
    expect(planEdit(text, change)).toEqual({ refused });
  });

  it('is refused where the credentials file has the name', () => {
    expect(planEdit('', set('a'), new Set(['a']))).toEqual({ refused: 'nameTaken' });
  });
});

describe('of any file', () => {
  const names = fc.constantFrom('a', 'default', 'q.x', 'my@b+c-d');
  const changes = fc.record({
    kind: fc.constant('set' as const),
    name: names,
    command: fc.string({ unit: fc.constantFrom(...'ab "\\#;=[]:é\n'), minLength: 1, maxLength: 12 }),
    region: fc.constantFrom(null, 'eu-west-1'),
    sessionId: fc.constantFrom('1', 's-2.x'),
  });
  const texts = fc.oneof(awsLines, fc.string({ unit: 'binary' }));

  it('what stood there stays, our profiles are read back, and what came goes again', () => {
    let edits = 0;
    fc.assert(
      fc.property(
        texts,
        texts,
        fc.array(changes, { maxLength: 3 }),
        changes,
        (text, after, before, change) => {
          // Some edits make the file that is edited here; a person writes below our block.
          let file = text;
          for (const one of before) {
            const done = planEdit(file, one);
            if (done.refused === null) file = done.text;
          }
          const open = file !== text && /[\r\n]$/.test(file);
          if (open) file += after;
          const edited = planEdit(file, change);
          if (edited.refused !== null) return;
          edits++;
          expect(edited.text.startsWith(text)).toBe(true);
          if (open) expect(edited.text.endsWith(after)).toBe(true);
          const { command, region, sessionId } = change;
          expect(
            managedProfiles(edited.text).profiles.find(({ name }) => name === change.name),
          ).toMatchObject({
            command,
            region,
            sessionId,
          });
          const keys = readShared(edited.text, 'config').sections.filter(
            ({ kind, name }) => kind === 'profile' && name === change.name,
          );
          expect(keys.map((one) => one.keys.map(({ value }) => value))).toEqual([
            region === null ? [command] : [command, region],
          ]);
          if (edited.added.length > 0)
            expect(edit(edited.text, { kind: 'remove', name: change.name })).toBe(file);
        },
      ),
      { numRuns },
    );
    expect(edits).toBeGreaterThan(numRuns / 10);
  });
});
