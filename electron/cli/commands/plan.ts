import { extname, resolve } from 'node:path';
import type { PlanDocument } from '#contract/cliPlan.ts';
import { exitCodes, Fault } from '#contract/faults.ts';
import type { MappingAnswer, Plan, PlanChange, PlanQuestion, PlanStep, PlanWave } from '#contract/migration.ts'; // prettier-ignore
import { maxPage } from '#contract/shapes.ts';
import { migrationMappingProblem, migrationPhase } from '#contract/words/en/migration.ts';
import { type DecisionCode, decisionCodes, targetKinds, targetSizes } from '#domain/migration/codes.ts';
import { reportWords } from '#engine/migration/words.ts';
import { choiceOption, textOption } from '../command.ts';
import type { Command, Context } from '../command.ts';
import { directorySnapshots } from '../find.ts';
import { table } from '../output.ts';
import { followSteps } from '../steps.ts';
import { counted, missingText, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

const usage = (detail: string) => new Fault('usage.invalid', { detail });
const words = reportWords('en');

/** `passwords=reset`, several times. */
function decisionsOption(value: unknown): [DecisionCode, string][] {
  if (!Array.isArray(value)) return [];
  return value.map((each) => {
    const text = String(each);
    const at = text.indexOf('=');
    const code = decisionCodes.find((one) => one === text.slice(0, Math.max(0, at)));
    if (code === undefined)
      throw usage(`--decide takes CODE=ANSWER with a code of ${decisionCodes.join(', ')}, not "${text}".`);
    return [code, text.slice(at + 1)];
  });
}

/** The newest snapshot of the one source that is named. */
async function snapshotNamed(context: Context, option: string, name: string): Promise<number> {
  const [found, ...more] = await directorySnapshots(context, name);
  if (more.length > 0) throw usage(`--${option} "${name}" names several sources; say its number.`);
  return found!.snapshot.id;
}

/** Computes the plan with progress on a terminal; Ctrl+C gives it up. */
const compute = (context: Context, question: PlanQuestion): Promise<void> =>
  followSteps(
    context,
    (signal) => context.client.migration.run({ question }, { signal }),
    ({ phase, done, total }) => (phase === 'done' ? null : { subject: migrationPhase[phase], done, total }),
  );

function refuseProblems(file: string, { problems }: MappingAnswer): void {
  const [first] = problems.rows;
  if (!first) return;
  const detail = `${migrationMappingProblem[first.code]}: ${first.text}${problems.total > 1 ? ` (and ${problems.total - 1} more)` : ''}`;
  throw new Fault('import.invalid', { name: file, path: String(first.line), detail });
} // prettier-ignore

interface Whole {
  readonly plan: Plan;
  readonly waves: { total: number; rows: PlanWave[] } | null;
  readonly changes: readonly PlanChange[];
  readonly steps: readonly PlanStep[];
  readonly report: string | null;
  readonly template: string | null;
}

const saidPlan = ({ plan, waves, changes, steps, report, template }: Whole): PlanDocument => ({
  ...plan,
  findings: plan.findings.map((each) => ({
    ...each,
    name: words.finding(each.code),
    message: words.about(each),
    remedy: words.remedy(each.code),
  })),
  notRead: {
    ...plan.notRead,
    rows: plan.notRead.rows.map((each) => ({ ...each, message: missingText(each.code) })),
  },
  decisions: plan.decisions.map((each) => ({
    ...each,
    message: `${words.decision(each.code)}: ${words.option(each.code, each.value ?? each.assumed)}`,
  })),
  waves: waves && {
    ...waves,
    rows: waves.rows.map((each) => ({ ...each, message: words.wave(each.reason, each.params) })),
  },
  changes: changes.map((each) => ({ ...each, message: words.change(each.code, each.params) })),
  steps: steps.map((each) => ({ ...each, message: words.step(each.code, each.params) })),
  report,
  template,
});

const mark = { blocker: '!!', warning: '!', information: '' } as const;

function* lines({ plan, waves, changes, steps, report, template }: Whole): Generator<string> {
  const { from, into, target, counts } = plan;
  yield `${words.head('title', { source: from.sourceName, target: words.target(target.kind, target.size) })}${into ? `, into ${into.sourceName}` : ''}; as of ${when(from.readAt)}`;
  yield words.head('counts', counts);
  if (plan.notRead.total > 0) yield `Not read, so that something may be hidden: ${counted(plan.notRead.total, 'part')}`;
  if (plan.findings.length > 0)
    yield* table([
      ['', 'COUNT', 'FINDING', 'WHAT IT SAYS', 'DECISION'],
      ...plan.findings.map((each) => [
        mark[each.severity],
        each.count.toLocaleString('en-US'),
        words.finding(each.code),
        words.about(each),
        each.decision ?? '',
      ]),
    ]);
  yield '';
  yield* table([
    ['DECISION', 'ANSWER', ''],
    ...plan.decisions.map(({ code, value, assumed }) => [code, value ?? assumed, value === null ? 'not decided' : '']),
  ]);
  yield '';
  if (!waves) yield words.head('nothingMoves');
  else
    yield* table([
      ['WAVE', 'OBJECTS', 'USERS', 'GROUPS', 'COMPUTERS', 'LINKS IN / OUT', 'WHY'],
      ...waves.rows.map((each) => [
        String(each.number),
        ...[each.objects, each.users, each.groups, each.computers].map((count) => count.toLocaleString('en-US')),
        `${each.linksInside} / ${each.linksOutside}`,
        words.wave(each.reason, each.params),
      ]),
    ]);
  yield '';
  for (const each of changes) yield `${words.audience(each.audience)}: ${words.change(each.code, each.params)}`;
  yield '';
  for (const each of steps)
    yield `${words.time(each.when)}: ${words.step(each.code, each.params)}${each.command ? `  $ ${each.command}` : ''}`;
  for (const file of [report, template]) if (file !== null) yield `Written: ${file}`;
} // prettier-ignore

export const plan: Command = {
  name: 'plan',
  usage: 'WS --from SOURCE --to TARGET',
  summary: 'plan the move of a forest to a directory of AWS: what stands in the way, waves, steps',
  help: [
    'Targets: managed-ad, hybrid, ad-connector, simple-ad. The exit code is 1 where there are blockers or warnings.',
    'Decisions and the mapping file are kept in the workspace, and the plan is computed with them; where nobody has',
    'decided, it says what it counts with.',
    '',
    '--from SOURCE      the forest, by name or id; its newest snapshot is judged as of its reading',
    '--to TARGET        what to',
    '--size S           standard or enterprise (managed-ad), small or large (ad-connector, simple-ad); the smallest',
    '--into SOURCE      an existing directory of this workspace that objects go into',
    '--decide C=ANSWER  take this decision first and keep it; may be given several times',
    '--mapping FILE     take this mapping file in first and keep it',
    '--template FILE    write the mapping file to fill in (CSV)',
    '--report FILE      write a report, .html or .csv',
    '--locale L         language of the report: en or ko (en)',
  ],
  example: 'treeline plan demo.treeline --from hanbit.example --to managed-ad --report plan.html',
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    size: { type: 'string' },
    into: { type: 'string' },
    decide: { type: 'string', multiple: true },
    mapping: { type: 'string' },
    template: { type: 'string' },
    report: { type: 'string' },
    locale: { type: 'string' },
  },
  takes: [1, 1],
  async run(context) {
    const { engine, client, values, out } = context;
    const from = textOption(values, 'from');
    const kind = choiceOption(values, 'to', targetKinds);
    if (from === null || kind === null) throw usage('Say what to move with --from SOURCE, and where with --to TARGET.');
    const size = choiceOption(values, 'size', targetSizes);
    const into = textOption(values, 'into');
    const decided = decisionsOption(values['decide']);
    const [mapping, template, report] = ['mapping', 'template', 'report'].map((name) => textOption(values, name));
    const locale = choiceOption(values, 'locale', ['en', 'ko'] as const) ?? 'en';
    const ending = report ? extname(report).slice(1).toLowerCase() : null;
    const format = (['html', 'csv'] as const).find((each) => each === ending) ?? null;
    if (report && format === null) throw usage('--report takes a name that ends in .html or .csv.');
    const { readOnly, name } = await openToRead(context);
    if (readOnly && (decided.length > 0 || mapping)) throw new Fault('workspace.readOnly', { name });
    const question: PlanQuestion = {
      snapshotId: await snapshotNamed(context, 'from', from),
      target: { kind, size, into: into === null ? null : await snapshotNamed(context, 'into', into) },
    };
    if (mapping)
      refuseProblems(mapping, await client.migration.mappingImport({ question, handle: engine.files.deposit(resolve(mapping)) }));
    for (const [code, value] of decided) await client.migration.decide({ question, code, value, note: null });
    await compute(context, question);
    const made = await client.migration.plan({ question });
    const page = { offset: 0, limit: maxPage };
    const waves = made.waves === null ? null : await client.migration.waves({ question, page });
    const { changes } = await client.migration.changes({ question });
    const { steps } = await client.migration.steps({ question });
    if (report && format)
      await client.migration.report({ question, format, locale, target: engine.files.target(resolve(report)) });
    if (template) await client.migration.mappingTemplate({ question, target: engine.files.target(resolve(template)) });
    const whole: Whole = { plan: made, waves, changes, steps, report: report ?? null, template: template ?? null };
    out.answer<'plan'>(saidPlan(whole), () => lines(whole));
    if (made.counts.blocker + made.counts.warning > 0) process.exitCode = exitCodes.findings;
  },
}; // prettier-ignore
