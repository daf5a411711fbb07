/** Decisions of the policy engine a second: by itself, and as the command line answers them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../build.ts';
import type { Answer, Row } from '../figure.ts';
import { median } from '../numbers.ts';
import { told } from '../outcome.ts';
import { policiesOf, policyRequests, policySizes } from '../policySets.ts';
import type { PolicySize } from '../policySets.ts';
import { timed } from '../timed.ts';

const catalogFile = new URL('../../../out/resources/iamData.json', import.meta.url).pathname;
const aims: Readonly<Record<PolicySize, number>> = { small: 1_000_000, typical: 300_000, heavy: 100_000 };
const names: Readonly<Record<PolicySize, string>> = {
  small: '2 statements',
  typical: '5 policies, 40 statements',
  heavy: '20 policies, 240 statements, SCPs at 4 levels',
};
const counted = (answer: Answer, size: PolicySize): string =>
  ['allowed', 'explicitDeny', 'implicitDeny']
    .map((decision) => `${decision} ${answer[`${size} ${decision}`] ?? 0}`)
    .join(', ');

/** Lines of one run: of large cases fewer, since they are many times as long. */
const linesOf: Readonly<Record<'small' | 'typical', number>> = { small: 100_000, typical: 20_000 };

/** Seconds that the whole process takes for one line, and lines and megabytes a second beyond those. */
async function commandLine(
  size: 'small' | 'typical',
  rounds: number,
  folder: string,
  args: readonly string[],
) {
  const requests = policyRequests();
  const lines = Array.from({ length: linesOf[size] }, (_, id) =>
    JSON.stringify({ id, request: requests[id % requests.length], ...policiesOf[size] }),
  );
  const wallOf = async (given: readonly string[]): Promise<number> => {
    const file = join(folder, `${size}.jsonl`);
    writeFileSync(file, given.map((line) => `${line}\n`).join(''));
    const walls: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const command = [join(program('policy'), '..', 'cli.js'), 'policy', 'evaluate', file, ...args];
      walls.push((await timed(process.execPath, command, { discard: true })).wall);
    }
    return median(walls);
  };
  const start = await wallOf(lines.slice(0, 1));
  const wall = (await wallOf(lines)) - start;
  return {
    start,
    rate: (lines.length - 1) / wall,
    megabytes: lines.reduce((sum, { length }) => sum + length, 0) / 1e6 / wall,
  };
}

export async function policyRows(
  rounds: number,
  folder: string,
): Promise<{ readonly rows: Row[]; readonly answer: Answer }> {
  const { stdout } = await timed(process.execPath, [program('policy'), String(rounds), catalogFile]);
  const answer: Record<string, number> = { ...told<Answer>(stdout) };
  const rows: Row[] = [];
  for (const size of policySizes)
    for (const kind of ['decided', 'explained'])
      rows.push({
        figure: 'policy',
        what: `policy decisions${kind === 'decided' ? '' : ' with explanation'}, ${names[size]}`,
        unit: '/s',
        measured: answer[`${size} ${kind}`]!,
        limit: aims[size],
        ...(kind === 'decided' ? { note: counted(answer, size) } : {}),
      });
  for (const size of ['small', 'typical'] as const)
    for (const args of [['--no-explain'], []]) {
      const { start, rate, megabytes } = await commandLine(size, rounds, folder, args);
      const what = `policy evaluate${args.length > 0 ? ' --no-explain' : ''}, ${names[size]}`;
      answer[what] = rate;
      rows.push({
        figure: 'policy',
        what,
        unit: '/s',
        measured: rate,
        limit: null,
        note: `${megabytes.toFixed(0)} MB/s of JSON in; one line takes ${(start * 1000).toFixed(0)} ms, which is not in it`,
      });
    }
  rows.push({
    figure: 'policy',
    what: 'all actions of all services for one role',
    unit: 'ms',
    measured: answer['sweep']!,
    limit: 50,
    note: `${answer['sweep actions']} actions; first of a process ${answer['sweep first']!.toFixed(0)} ms`,
  });
  return { rows, answer };
}
