/** `review` of the built command line: a campaign from its beginning to its sign-off, and decisions that come back from a list. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandLine } from './support/cli.ts';

const cli = commandLine();
const sample = cli.at('demo.treeline');
beforeAll(async () => {
  expect((await cli.run(['sample', sample])).code).toBe(0);
});
afterAll(() => cli.remove());

it('counts before it begins, and wants to know what is reviewed', async () => {
  const preview = await cli.json('reviewPreview', ['review', 'start', sample, '--privileged', '--preview']);
  expect(preview.items).toBeGreaterThan(preview.roles);
  expect((await cli.json('reviewList', ['review', 'list', sample])).reviews).toEqual([]);
  const none = await cli.run(['review', 'start', sample, '--name', 'x', '--by', 'ann', '--reviewer', 'sec']);
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('Say what is reviewed')]);
  const odd = await cli.run(['review', 'start', sample, '--role', 'NoSuchRole', '--preview']);
  expect([odd.code, odd.stderr]).toEqual([4, expect.stringContaining('NoSuchRole')]);
});

it('goes from the beginning to the sign-off', async () => {
  const begun = await cli.json('review', [
    'review', 'start', sample, '--privileged', '--name', 'Q4', '--by', 'ann', '--reviewer', 'security', '--due', '2026-12-31',
  ]); // prettier-ignore
  expect(begun).toMatchObject({ id: 1, name: 'Q4', dueOn: '2026-12-31', signOff: null });
  const { total, rows } = await cli.json('reviewItems', ['review', 'items', sample, '1', '--limit', '3']);
  expect([total, rows.length]).toEqual([begun.counts.items, 3]);

  const list = cli.at('items.csv');
  await cli.json('reviewWritten', ['review', 'items', sample, '1', '--out', list]);
  const [head, ...body] = parse(readFileSync(list, 'utf8'), { bom: true }) as [string[], ...string[][]];
  const decision = head.indexOf('decision');
  const reason = head.indexOf('reason');
  body.forEach((row) => (row[decision] = 'keep'));
  body[0]![decision] = 'revoke';
  body[1]![decision] = 'revoke';
  body[1]![reason] = 'left the company';
  writeFileSync(list, stringify([head, ...body]));
  const back = await cli.run(['review', 'decide', sample, '1', '--file', list, '--by', 'bob', '--json']);
  expect(back.code).toBe(1);
  expect(JSON.parse(back.stdout)).toMatchObject({ decided: total - 1, badTotal: 1, bad: [{ line: expect.any(Number), code: 'reasonMissing', message: 'A revocation needs a reason' }] }); // prettier-ignore

  const open = await cli.run(['review', 'sign-off', sample, '1', '--by', 'ann']);
  expect([open.code, open.stderr]).toEqual([4, expect.stringContaining('1 items are open')]);
  await cli.run([
    'review',
    'decide',
    sample,
    '1',
    '--items',
    body[0]![0]!,
    '--decision',
    'keep',
    '--by',
    'bob',
  ]);
  const signed = await cli.json('review', ['review', 'sign-off', sample, '1', '--by', 'ann']);
  expect(signed.signOff).toMatchObject({ by: 'ann', open: 0, reason: null });
  const late = await cli.run([
    'review',
    'decide',
    sample,
    '1',
    '--items',
    '1',
    '--decision',
    'keep',
    '--by',
    'bob',
  ]);
  expect([late.code, late.stderr]).toEqual([4, expect.stringContaining('signed off')]);

  const report = await cli.json('reviewReport', ['review', 'report', sample, '1', '--format', 'json']);
  expect(report.verified.intact).toBe(true);
  expect(report.items.filter(({ state }) => state === 'revoke')).toHaveLength(1);
  const ldif = await cli.run(['review', 'revocations', sample, '1', '--format', 'ldif']);
  expect(ldif.stdout).toMatch(/^version: 1\n# /);
  const todo = await cli.run(['review', 'revocations', sample, '1', '--format', 'csv']);
  expect(todo.stdout).toContain('left the company');
});

it('begins a new one from the signed one', async () => {
  const next = await cli.json('review', [
    'review', 'start', sample, '--privileged', '--name', 'Q1', '--by', 'ann', '--reviewer', 'security', '--since', '1', '--only-changes',
  ]); // prettier-ignore
  expect(next.since).toMatchObject({ name: 'Q4', new: 0, changed: 0, notRevoked: 1 });
  expect(next.counts.items).toBe(1);
});
