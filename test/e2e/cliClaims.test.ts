/** `treeline claims` and lists of console delegation of the built command line: documents, words, exit codes. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from './support/cli.ts';

const cli = commandLine();
afterAll(() => cli.remove());
const sample = cli.at('sample.treeline');
const input = (name: string) => new URL(`../../resources/sample/inputs/${name}`, import.meta.url);

beforeAll(async () => {
  await cli.json('sample', ['sample', sample]);
  copyFileSync(input('adfs-aws-sign-in.txt'), cli.at('rules.txt'));
  copyFileSync(input('adfs-aws-lab.txt'), cli.at('lab.txt'));
  writeFileSync(cli.at('broken.txt'), 'c:[Type == "a" => issue(claim = c);');
  writeFileSync(
    cli.at('list.csv'),
    'directoryId,region,roleArn,principalSid\nd-1234567890,eu-central-1,arn:aws:iam::111122223333:role/A,S-1-5-21-1-2-3-4\nd-1234567890,eu-central-1,role/A,S-1-5-21-1-2-3-4\n',
  );
});

describe('claims run', () => {
  it('tells what rules send for a user, and what AWS makes of it', async () => {
    const answer = await cli.json('claimRun', ['claims', 'run', sample, 'jimin.sim', '--rules', cli.at('rules.txt')]);
    expect(answer.judgement.roles).toHaveLength(3);
    expect(answer.judgement.roles.flatMap(({ findings }) => findings.map(({ message }) => message)).join(' ')).toContain('28800');
    const { code, stdout } = await cli.run(['claims', 'run', sample, 'jimin.sim', '--rules', cli.at('rules.txt')]);
    expect(code).toBe(0);
    expect(stdout).toContain('Get AD groups');
    expect(stdout).toContain('Offered: arn:aws:iam::648120375592:role/Admin');
  }); // prettier-ignore

  it('says what is not known and why, of a file without members', async () => {
    writeFileSync(
      cli.at('few.ldif'),
      'version: 1\n\ndn: CN=ann,DC=corp,DC=example\nobjectClass: user\nsAMAccountName: ann\n\ndn: CN=AWS-648120375592-Admin,DC=corp,DC=example\nobjectClass: group\nsAMAccountName: AWS-648120375592-Admin\ngroupType: -2147483646\n',
    );
    expect((await cli.run(['import', cli.at('few.treeline'), cli.at('few.ldif')])).code).toBe(0);
    const { stdout } = await cli.run(['claims', 'run', cli.at('few.treeline'), 'ann', '--rules', cli.at('rules.txt')]);
    expect(stdout).toContain('An attribute is not known: tokenGroups: Members of groups not in the file.');
  }); // prettier-ignore

  it.each([
    [['claims', 'run', sample, 'jimin.sim'], 2],
    [['claims', 'run', sample, 'nobody.here', '--rules', 'rules.txt'], 4],
    [['claims', 'run', sample, 'jimin.sim', '--rules', 'none.txt'], 4],
    [['claims', 'run', sample, 'jimin.sim', '--rules-of', '9999'], 2],
    [['claims', 'walk', sample], 2],
    [['claims', 'run', sample, 'jimin.sim', '--rules', 'rules.txt', '--live'], 2],
    [['claims', 'run', sample, 'jimin.sim', '--rules', 'rules.txt', '--url', 'ldaps://localhost'], 2],
    [
      [
        'claims',
        'run',
        sample,
        'x',
        '--rules',
        'rules.txt',
        '--live',
        '--url',
        'ldaps://localhost',
        '--source',
        '1',
      ],
      2,
    ],
  ])('%j ends with %i', async (args, code) => {
    expect((await cli.run(args)).code).toBe(code);
  });
});

describe('claims check', () => {
  it.each([
    ['lab.txt', 1, 'classForDigits'],
    ['broken.txt', 4, 'error'],
  ])('%s ends with %i', async (file, code, word) => {
    const ran = await cli.run(['claims', 'check', cli.at(file)]);
    expect([ran.code, ran.stdout.includes(word)]).toEqual([code, true]);
  });
});

it('a delegation list is imported, and its bad rows are named', async () => {
  const { code, stdout } = await cli.run(['import', cli.at('list.treeline'), cli.at('list.csv')]);
  expect(code).toBe(0);
  expect(stdout).toContain('list of console delegation');
  expect(stdout).toContain('list.csv:3:3 (roleArn): Row not taken: not the ARN of a role');
});
