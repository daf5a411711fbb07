/** `draft` and `what-if` of the built command line: documents, exit codes, mistakes. */
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliDocuments } from '#contract/cli.ts';
import { commandLine } from './support/cli.ts';

const cli = commandLine();
const workspace = cli.at('demo.treeline');
const reader = 'arn:aws:iam::310298457716:role/DirectoryReader';
const group = 'AWS-310298457716-DirectoryReader';
beforeAll(async () => {
  expect((await cli.run(['sample', workspace])).code).toBe(0);
});
afterAll(() => cli.remove());

const whatIf = async (...args: string[]) => {
  const { code, stdout, stderr } = await cli.run(['what-if', workspace, ...args, '--json']);
  expect(stderr).toBe('');
  return { code, document: cliDocuments.whatIf.parse(JSON.parse(stdout)) };
};

describe('what-if', () => {
  it('ends with 1 where something would change, and says what', async () => {
    const { code, document } = await whatIf('--delete-role', reader, '--limit', '3');
    expect(code).toBe(1);
    const { summary, people, roles } = document;
    expect(summary.same).toBe(false);
    expect(people.rows).toHaveLength(3);
    expect(people.total).toBe(summary.pairs.lost);
    expect(roles.rows).toMatchObject([{ change: 'lost', people: { after: 0 } }]);
  });
  it('ends with 0 where nothing would, and says why', async () => {
    const { code, document } = await whatIf('--delete-role', `${reader}-none`);
    expect(code).toBe(0);
    expect(document.summary).toMatchObject({ same: true, notices: [{ code: 'roleGone', state: 'stale' }] });
    expect(document.summary.notices[0]!.message).toContain('was not found');
  });
  it('ends with 1 where a policy would change and nobody asked what that lets people do', async () => {
    const file = cli.at('policy.json');
    const allow = { Effect: 'Allow', Action: 'iam:CreateUser', Resource: '*' };
    await writeFile(file, JSON.stringify({ Version: '2012-10-17', Statement: [allow] }));
    const edit = ['--inline', reader, 'more', file];
    const { code, document } = await whatIf(...edit);
    expect(code).toBe(1);
    expect(document).toMatchObject({ notAsked: [0], summary: { same: true } });
    const asked = await whatIf(...edit, '--action', 's3:GetObject');
    expect([asked.code, asked.document.notAsked]).toEqual([0, []]);
  });
  it('takes options of several arguments, and says it in lines', async () => {
    const { code, stdout } = await cli.run([
      'what-if', workspace, '--add-member', group, 'gaeun.kim', '--action', 'iam:CreateUser',
    ]); // prettier-ignore
    expect(code).toBe(1);
    expect(stdout).toContain(`1. Put gaeun.kim into ${group}`);
    expect(stdout).toMatch(/DirectoryReader in .*86 → 87\s+1 gained/);
    expect(stdout).toContain('iam:CreateUser: ');
  });
  it.each([
    [['--add-member', group], 2, '--add-member takes 2 arguments.'],
    [[], 2, 'A draft or a change is needed'],
    [['--delete-role', 'DirectoryReader'], 4, '0.roleArn'],
    [['NoDraft'], 2, 'No draft is called "NoDraft"'],
  ])('refuses %j', async (args, code, text) => {
    const ran = await cli.run(['what-if', workspace, ...args]);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toContain(text);
  });
});

describe('draft', () => {
  it('keeps changes, shows them, and is compared by its name', async () => {
    const made = await cli.json('draft', [
      'draft', 'new', workspace, 'Auditors', '--add-member', group, 'gaeun.kim', '--delete-role', `${reader}-none`,
    ]); // prettier-ignore
    expect(made.told).toEqual([
      `Put gaeun.kim into ${group}`,
      'Delete role DirectoryReader-none (310298457716)',
    ]);
    expect(made.notices).toMatchObject([{ index: 1, code: 'roleGone' }]);
    const less = await cli.json('draft', ['draft', 'remove', workspace, 'Auditors', '--change', '2']);
    expect(less.draft.changes).toHaveLength(1);
    const { drafts } = await cli.json('draftList', ['draft', 'list', workspace]);
    expect(drafts).toMatchObject([{ id: made.draft.id, name: 'Auditors', changes: 1 }]);
    const { code, document } = await whatIf('Auditors');
    expect([code, document.summary.pairs.gained]).toEqual([1, 1]);
    expect(document.draft).toMatchObject({ name: 'Auditors' });
    await cli.json('draftRemoved', ['draft', 'remove', workspace, 'Auditors']);
    expect((await cli.json('draftList', ['draft', 'list', workspace])).drafts).toEqual([]);
  });
  it('refuses a document that is none, with its place, and keeps nothing of the draft', async () => {
    const file = cli.at('trust.json');
    await writeFile(file, JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Maybe' }] }));
    const ran = await cli.run(['draft', 'new', workspace, 'Bad', '--trust', reader, file]);
    expect(ran.code).toBe(4);
    expect(ran.stderr).toContain('document.Statement');
    expect((await cli.json('draftList', ['draft', 'list', workspace])).drafts).toEqual([]);
  });
});
