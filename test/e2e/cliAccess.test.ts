/** `who-can` and the views of `access` of the built command line: documents, tables, mistakes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from './support/cli.ts';

const cli = commandLine();
const sample = cli.at('demo.treeline');
const admin = 'arn:aws:iam::648120375592:role/Admin';
beforeAll(async () => {
  expect((await cli.run(['sample', sample])).code).toBe(0);
});
afterAll(() => cli.remove());

describe('who-can', () => {
  it('counts all kinds, shows the rows asked for, and tells what is not counted', async () => {
    const answer = await cli.json('whoCan', ['who-can', sample, 'iam:CreateUser', '--limit', '5']);
    expect(answer.rows).toHaveLength(5);
    expect(answer.total).toBe(
      answer.counts.reduce((sum, { allowed, conditional }) => sum + allowed + conditional, 0),
    );
    expect(answer.gaps.map(({ code }) => code)).toContain('resourcePoliciesNotRead');
    for (const { message } of [...answer.counts, ...answer.notCounted, ...answer.gaps])
      expect(message).not.toBe('');
  });
  it('gives the whole way of each row', async () => {
    const { rows } = await cli.json('whoCan', [
      'who-can', sample, 's3:GetObject', 'arn:aws:s3:::hanbit-reports/x', '--kind', 'directoryUser', '--role', admin, '--chains', '--limit', '3',
    ]); // prettier-ignore
    expect(rows.length).toBeGreaterThan(0);
    for (const { chain, role } of rows) {
      expect(role?.key).toBe(admin);
      expect(chain!.links.map(({ step }) => step).slice(-2)).toEqual(['mechanism', 'role']);
    }
  });
  it('says it in lines', async () => {
    const { stdout, code } = await cli.run(['who-can', sample, 'iam:CreateUser', '--chains', '--limit', '3']);
    expect(code).toBe(0);
    expect(stdout).toContain('iam:CreateUser on any resource');
    expect(stdout).toMatch(/roles were asked: \d+ may/);
    expect(stdout).toContain('→ AWS-648120375592-Admin →');
    expect(stdout).toContain('Identity policies: AdministratorAccess Statement[0]');
  });
});

describe('access', () => {
  it('decides actions behind the roles of a user', async () => {
    const { roles, actions } = await cli.json('access', [
      'access', sample, 'jimin.sim', '--action', 's3:GetObject,iam:CreateUser',
    ]); // prettier-ignore
    expect(actions.map(({ action }) => action)).toEqual(['s3:GetObject', 'iam:CreateUser']);
    const decisions = roles.find(({ role }) => role.key === admin)!.decisions.map((one) => one!.decision);
    expect(decisions).toEqual(['conditional', 'allowed']);
    const { stdout } = await cli.run(['access', sample, 'jimin.sim', '--action', 's3:GetObject']);
    expect(stdout).toMatch(/if the Region \(aws:RequestedRegion\) is one of/);
  });
  it('shows who reaches a role', async () => {
    const { users, people, total } = await cli.json('accessRole', ['access', sample, '--role', admin]);
    expect([users, people.length, total]).toEqual([10, 10, 10]);
    expect((await cli.run(['access', sample, '--role', admin])).stdout).toContain(
      '10 users: 10 by SAML federation',
    );
  });
  it('shows what a group gives, an account’s doors, and all pairs', async () => {
    const { reached } = await cli.json('accessGroup', ['access', sample, '--group', 'GG-SEO-IT-Leads']);
    expect(reached.map(({ grant }) => grant.roleName)).toContain('Admin');
    const { rows, total } = await cli.json('accessAccount', [
      'access',
      sample,
      '--account',
      '648120375592',
      '--limit',
      '4',
    ]);
    expect([rows.length, total > 4]).toEqual([4, true]);
    const matrix = await cli.json('accessMatrix', ['access', sample, '--matrix', '--role', admin]);
    expect([matrix.pairs, matrix.rows.length]).toEqual([10, 10]);
    for (const args of [['--group', 'GG-SEO-IT-Leads'], ['--account', '648120375592'], ['--matrix']])
      expect((await cli.run(['access', sample, ...args])).stdout).toMatch(/as of \d{4}/);
  });
});

it.each<[readonly string[], number, RegExp]>([
  [['who-can', sample, 'GetObject'], 2, /An action is service:Name/],
  [['who-can', sample, 's3:GetObject', '--kind', 'robot'], 2, /--kind takes directoryUser/],
  [['who-can', sample, 's3:GetObject', '--account', '1'], 2, /twelve digits/],
  [['who-can', sample, 's3:GetObject', '--resource-policy', 'none.json'], 2, /none.json cannot be read/],
  [['access', sample], 2, /One of a USER/],
  [['access', sample, 'jimin.sim', '--role', admin], 2, /One of a USER/],
  [['access', sample, '--role', 'Admin'], 4, /Admin/],
  [['access', sample, '--role', 'Nothing'], 4, /Nothing/],
  [['access', sample, '--account', 'x'], 2, /twelve digits/],
])('%j ends with %i', async (args, code, message) => {
  const ran = await cli.run(args);
  expect([ran.code, ran.stderr]).toEqual([code, expect.stringMatching(message)]);
});
