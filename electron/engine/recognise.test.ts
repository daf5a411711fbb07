import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { processorSeconds } from '#test/support/processorTime.ts';
import { recogniseText, type Recognised } from './recognise.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

it.each<[string, Recognised | null]>([
  ['version: 1\ndn: DC=a\n', 'ldif'],
  ['\uFEFFdn:: REM9YQ==\n', 'ldif'],
  ['# written by ldapsearch\n#\n\n# base <dc=a>\n\ndn: dc=a\n', 'ldif'],
  ['\r\nDN: DC=a\r\n', 'ldif'],
  ['{"UserDetailList": []', 'aws-export'],
  ['\n[\n  {"IsTruncated": true}]', 'aws-export'],
  ['{', 'aws-export'],
  ['c:[Type == "http://x"]\n => issue(claim = c);', 'adfs-rules'],
  ['@RuleName = "groups"\nEXISTS([Type == "x"])\n=> add ( Type = "y" );', 'adfs-rules'],
  ['', null],
  ['{}', null],
  ['[1, 2]', null],
  ['name,mail\nkim,kim@example.com\n', null],
  ['directoryId;region;roleArn;principalSid\n', 'delegation-list'],
  ['<samlp:Response xmlns:samlp="p"><Assertion/>', 'assertion'],
  ['<?xml version="1.0"?>\n<Assertion>', 'assertion'],
  [Buffer.from(`<saml2p:Response ID="${'x'.repeat(60)}">`).toString('base64'), 'assertion'],
  [
    `SAMLResponse=${encodeURIComponent(Buffer.from('<Response Destination="https://signin.aws.amazon.com/saml">').toString('base64'))}`,
    'assertion',
  ],
  ['<EntityDescriptor/>', null],
  [Buffer.from('nothing of the kind, but long enough to be looked at').toString('base64'), null],
  ['# only a remark', null],
  ['\u0000\u0001\u0002', null],
])('%j is %s', (text, kind) => {
  expect(recogniseText(text)).toBe(kind);
});

it('says something of any text, and soon', () => {
  const pieces = fc.constantFrom(
    '#',
    '\n',
    ' ',
    'dn',
    ':',
    '{',
    '[',
    '"',
    '=>',
    'issue',
    '(',
    'version',
    '1',
    '\uFEFF',
    '\r',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces, { maxLength: 200 }).map((all) => all.join('')),
      ),
      (text) => {
        expect(['ldif', 'aws-export', 'adfs-rules', null]).toContain(recogniseText(text));
      },
    ),
    { numRuns },
  );
  const hostile = ['#'.repeat(65_536), '#\n'.repeat(32_768), ' '.repeat(65_536), '=> '.repeat(20_000)];
  const recognise = () => hostile.forEach((text) => expect(recogniseText(text)).toBe(null));
  expect(processorSeconds(recognise)).toBeLessThan(5);
});

it('one file of the engine alone begins snapshots: the gate that no secret passes', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => /(?<!\.test)\.ts$/.test(name));
  const begin = files.filter((name) =>
    readFileSync(join(import.meta.dirname, name), 'utf8').includes('.beginSnapshot('),
  );
  expect(begin).toEqual(['snapshots.ts']);
});
