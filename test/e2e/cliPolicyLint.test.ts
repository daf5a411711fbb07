/** `treeline policy lint` of the built command line: documents from files and standard input, findings, problems, exit codes. */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine, described } from './support/cli.ts';

const cli = commandLine();
afterAll(() => cli.remove());

const policy = (statement: object, version = '2012-10-17') =>
  JSON.stringify({ Version: version, Statement: [{ Effect: 'Allow', ...statement }] });
const read = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::b1/*' };
const texts = {
  'good.json': policy(read),
  'everything.json': policy({ Action: '*', Resource: '*' }),
  'several.json': policy({ ...read, Action: ['s3:GetObject', 's3:Nothing', 's3:Get*'] }),
  'group.json': policy({ ...read, Resource: 'arn:aws:s3:::b1/${aws:username}/*' }),
  'trust.json': policy({ Action: 'sts:AssumeRole', Principal: { AWS: '222222222222' } }),
  'open.json': `${policy(read).slice(0, -1)},`,
  'twice.json': '{"Statement":{"Effect":"Deny","Effect":"Allow","Action":"s3:*","Resource":"*"}}',
  'none.json': policy({ Effect: 'Perhaps', Action: 's3', Resource: 'b1' }),
  'list.json': '[]',
};
type Name = keyof typeof texts;
beforeAll(() => {
  for (const [name, text] of Object.entries(texts)) writeFileSync(cli.at(name), text);
});
const lint = (args: readonly string[], input?: string) =>
  cli.run(['policy', 'lint', ...args], input === undefined ? {} : { input });

describe('policy lint --json', () => {
  interface Row {
    readonly file: Name;
    readonly options?: readonly string[];
    readonly code: number;
    /** `code path` of each, in order. */
    readonly problems?: readonly string[];
    readonly findings?: readonly string[];
  }
  const rows: readonly Row[] = [
    { file: 'good.json', code: 0 },
    { file: 'good.json', options: ['--use', 'session'], code: 0 },
    { file: 'everything.json', code: 1, findings: ['administrator Statement[0]'] },
    {
      file: 'several.json',
      code: 1,
      findings: ['unknownAction Statement[0].Action[1]', 'patternCovered Statement[0].Action[0]'],
    },
    { file: 'group.json', code: 0 },
    {
      file: 'group.json',
      options: ['--holder', 'role'],
      code: 1,
      findings: ['variableOfUsersAlone Statement[0].Resource'],
    },
    {
      file: 'trust.json',
      options: ['--use', 'trust'],
      code: 1,
      findings: ['accountWithoutExternalId Statement[0].Principal.AWS'],
    },
    {
      file: 'trust.json',
      options: ['--use', 'trust', '--own-accounts', '111111111111, 333333333333'],
      code: 1,
      findings: ['thirdPartyWithoutExternalId Statement[0].Principal.AWS'],
    },
    { file: 'trust.json', options: ['--use', 'trust', '--own-accounts', '222222222222'], code: 0 },
    {
      file: 'good.json',
      options: ['--use', 'trust'],
      code: 4,
      problems: ['principalMissing Statement[0].Principal', 'resourceNotAllowed Statement[0].Resource'],
    },
    { file: 'open.json', code: 4, problems: ['notJson'] },
    { file: 'twice.json', code: 4, problems: ['duplicateElement Statement.Effect'] },
    { file: 'list.json', code: 4, problems: ['notObject'] },
    {
      file: 'none.json',
      code: 4,
      problems: [
        'effectInvalid Statement[0].Effect',
        'actionInvalid Statement[0].Action',
        'resourceInvalid Statement[0].Resource',
      ],
    },
  ];
  it.each(rows.map((row) => ({ options: [], ...row })))('$file $options ends with $code', async (row) => {
    const { file, options, code, ...expected } = row;
    const ran = await lint([file, ...options, '--json']);
    expect([ran.code, ran.stderr]).toEqual([code, '']);
    const document = described('policyLint', ran.stdout);
    const told = (of: readonly { code: string; path: string }[]) =>
      of.map((one) => `${one.code} ${one.path}`.trim());
    expect(told(document.problems)).toEqual(expected.problems ?? []);
    expect(told(document.findings)).toEqual(expected.findings ?? []);
    expect(document).toMatchObject({ file, total: document.findings.length, size: texts[file].length });
    for (const { message } of [...document.problems, ...document.findings])
      expect(message).toMatch(/^[^{}]{8,}$/);
    expect(Date.parse(document.catalogDate)).toBeGreaterThan(Date.parse('2026-01-01'));
  });

  it.each([[['-']], [[]]])('standard input as %j is the same document', async (args) => {
    const [file, input] = await Promise.all([
      lint(['several.json', '--json']),
      lint([...args, '--json'], texts['several.json']),
    ]);
    const [ofFile, ofInput] = [file, input].map(({ stdout }) => described('policyLint', stdout));
    expect([input.code, ofInput!.file]).toEqual([1, '-']);
    expect({ ...ofInput, file: 'several.json' }).toEqual(ofFile);
  });
});

describe('policy lint in words', () => {
  it.each<[file: Name, code: number, lines: readonly RegExp[]]>([
    ['good.json', 0, [/^0 findings, \d+ characters; actions and keys as of 2026-\d\d-\d\d\.$/]],
    [
      'several.json',
      1,
      [
        /^SEVERITY +CODE +WHERE/,
        /^Warning +unknownAction +Statement\[0\]\.Action\[1\] +The service data knows no action s3:Nothing/,
        /^Suggestion +patternCovered +Statement\[0\]\.Action\[0\] /,
        /^2 findings, /,
      ],
    ],
    ['open.json', 4, [/^No policy: /, /^the document: Not JSON\.$/]],
    ['twice.json', 4, [/^No policy: /, /^Statement\.Effect: The name stands twice/]],
  ])('%s', async (file, code, lines) => {
    const { stdout, stderr, ...ran } = await lint([file]);
    expect([ran.code, stderr]).toEqual([code, '']);
    const told = stdout.trimEnd().split('\n');
    expect(told).toHaveLength(lines.length);
    lines.forEach((line, at) => expect(told[at]).toMatch(line));
  });
});

describe('what is no document', () => {
  const tooLong = ' '.repeat(10_000_001);
  it.each<[args: readonly string[], code: number, fault: string, input?: string]>([
    [['good.json', 'several.json'], 2, 'usage.invalid'],
    [['good.json', '--use', 'nothing'], 2, 'usage.invalid'],
    [['good.json', '--holder', 'root'], 2, 'usage.invalid'],
    [['good.json', '--own-accounts', '12'], 2, 'usage.invalid'],
    [['good.json', '--unknown'], 2, 'usage.invalid'],
    [['nowhere.json'], 4, 'import.unreadable'],
    [['.'], 4, 'import.unreadable'],
    [['-'], 4, 'import.unreadable', tooLong],
  ])('%j ends with %i', async (args, code, fault, input) => {
    const words = await lint(args, input);
    expect([words.code, words.stdout]).toEqual([code, '']);
    expect(words.stderr).toMatch(/^treeline: /);
    const json = await lint([...args, '--json'], input);
    expect(json.code).toBe(code);
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { code: fault } });
  });

  it('an empty input is no JSON', async () => {
    const { code, stdout } = await lint(['--json'], '');
    expect(code).toBe(4);
    expect(described('policyLint', stdout).problems).toMatchObject([{ code: 'notJson', path: '' }]);
  });

  it('needs no home', async () => {
    const env = { HOME: '/proc/none', TREELINE_CONFIG_HOME: '/proc/none' };
    const { code, stderr } = await cli.run(['policy', 'lint', 'good.json'], { env });
    expect([code, stderr]).toEqual([0, '']);
  });
});
