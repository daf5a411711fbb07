/** `treeline policy evaluate` of the built command line: no workspace, one case a line, whatever the lines are. */
import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { batchAnswerSchema, type BatchAnswer } from '#contract/policy/case.ts';
import { allPolicyCases, differences } from '#test/support/policyCases.ts';
import { commandLine } from './support/cli.ts';

const cli = commandLine();
afterAll(() => cli.remove());
const answersOf = (stdout: string): BatchAnswer[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => batchAnswerSchema.strict().parse(JSON.parse(line)));
const good = (id: number) =>
  JSON.stringify({
    id,
    request: {
      action: 's3:GetObject',
      resource: `arn:aws:s3:::b1/${id}`,
      principal: { type: 'user', arn: 'arn:aws:iam::111111111111:user/ana' },
    },
    identityPolicies: [{ Statement: { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::b1/*' } }],
  });

describe('policy evaluate', () => {
  const cases = allPolicyCases();

  it(`answers the ${cases.length} cases of the tables, in their order`, async () => {
    expect(cases.length).toBeGreaterThanOrEqual(400);
    const input = cases.map(({ id, case: given }) => `${JSON.stringify({ id, ...given })}\n`).join('');
    writeFileSync(cli.at('cases.jsonl'), input);
    const explained = await cli.run(['policy', 'evaluate', 'cases.jsonl']);
    const short = await cli.run(['policy', 'evaluate', '-', '--no-explain'], { input });
    for (const { code, stdout, stderr } of [explained, short]) {
      expect([code, stderr]).toEqual([0, '']);
      const answers = answersOf(stdout);
      expect(answers.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
      const wrong = answers.flatMap((answer, at) => {
        const found = differences(answer, cases[at]!.expect);
        return found.length > 0 ? [[answer.id, ...found]] : [];
      });
      expect(wrong).toEqual([]);
    }
    const without = answersOf(explained.stdout).map(({ explanation: _left, ...answer }) => answer);
    expect(without).toEqual(answersOf(short.stdout));
  });

  it('answers a line that fails, goes on, and ends with 4', async () => {
    const input = `${good(1)}\n\n{"id": 2, "request"\n{"id":3,"nothing":1}\r\n${good(4)}`;
    const { code, stdout, stderr } = await cli.run(['policy', 'evaluate'], { input });
    expect(code).toBe(4);
    expect(stderr).toBe('treeline: 2 lines of 4 could not be decided; the answers say why.\n');
    expect(answersOf(stdout)).toMatchObject([
      { id: 1, line: 1, decision: 'allowed' },
      { id: null, line: 3, decision: null, errors: [{ code: 'notJson', path: '' }] },
      { id: 3, line: 4, decision: null },
      { id: 4, line: 5, decision: 'allowed' },
    ]);
  });

  it('needs no home, and no end of the input for its first answers', async () => {
    const env = { HOME: '/proc/none', TREELINE_CONFIG_HOME: '/proc/none' };
    const { code, stdout } = await cli.run(['policy', 'evaluate', '--no-explain'], { input: good(1), env });
    expect([code, answersOf(stdout).length]).toEqual([0, 1]);
  });

  it('takes ten thousand lines, and a reader who has read enough', async () => {
    const input = Array.from({ length: 10_000 }, (_, id) => good(id)).join('\n');
    const all = await cli.run(['policy', 'evaluate', '-'], { input });
    expect(all.code).toBe(0);
    expect(answersOf(all.stdout).map(({ id }) => id)).toEqual(Array.from({ length: 10_000 }, (_, id) => id));
    const some = await cli.run(['policy', 'evaluate'], { input, closeEarly: true });
    expect([some.code, some.stderr]).toEqual([0, '']);
  });

  it.each([
    [['policy'], 2],
    [['policy', 'guess'], 2],
    [['policy', 'evaluate', 'nowhere.jsonl'], 4],
    [['policy', 'evaluate', '.'], 4],
  ] as const)('%j ends with %i', async (args, expected) => {
    const { code, stderr } = await cli.run(args);
    expect(code).toBe(expected);
    expect(stderr).toMatch(/^treeline: /);
  });
});
