/** `treeline claims run`: what claim rules make of a user, and what AWS makes of that. */
import type { CliDocuments } from '#contract/cli.ts';
import type { ClaimTest, ClaimTestAsked } from '#contract/claimTest.ts';
import type { Connection } from '#contract/profiles.ts';
import type { Source } from '#contract/shapes.ts';
import { assertion } from '#contract/words/en/assertion.ts';
import { claimPattern } from '#contract/words/en/claimPattern.ts';
import { claimRule } from '#contract/words/en/claimRule.ts';
import { fill } from '#contract/words/format.ts';
import { Fault } from '#contract/faults.ts';
import { testClaimsLive } from '#engine/mapping/liveClaims.ts';
import { textOption } from '../../command.ts';
import type { Context, Values } from '../../command.ts';
import { connectionOf, connectionOptions, passwordFor } from '../../connection.ts';
import { oneUser } from '../../find.ts';
import { interruptible } from '../../interrupt.ts';
import { table } from '../../output.ts';
import { openToRead } from '../../workspaces.ts';
import { missingText, when } from '../../words.ts';
import { problemsOf, rulesFile } from './files.ts';

type RunDocument = CliDocuments['claimRun'];
type Words = Readonly<Record<string, string>>;
const said = (words: Words, code: string, params: Readonly<Record<string, unknown>> = {}): string =>
  fill(words[code] ?? code, params);

export async function run(context: Context): Promise<void> {
  const { positionals, values, out } = context;
  const [, name = ''] = positionals;
  const file = textOption(values, 'rules');
  const named = textOption(values, 'rules-of');
  if ((file === null) === (named === null)) throw usageOf();
  const isLive = values['live'] === true;
  const beside = isLive ? ['source'] : Object.keys(connectionOptions);
  const stray = beside.find((option) => values[option] !== undefined);
  if (stray !== undefined)
    throw new Fault('usage.invalid', {
      detail: isLive ? '--source is of a snapshot, not of --live.' : `--${stray} goes with --live.`,
    });
  const connection = isLive ? await connectionOf(values) : null;
  const { sources } = await openToRead(context);
  const rules = named === null ? await texts(values, file!) : { id: rulesOf(sources, named) };
  const caseOf = values['ignore-case'] === true ? ({ types: 'ignored', values: 'ignored' } as const) : null;
  const asked = { rules, ...(caseOf && { caseOf }) };
  const answer = connection
    ? await liveAnswer(context, connection, name, asked)
    : await snapshotAnswer(context, name, asked);
  const document = documentOf(answer);
  out.answer<'claimRun'>(document, () => lines(document, answer));
}

type Asked = Pick<ClaimTestAsked, 'rules' | 'caseOf'>;

async function texts(values: Values, file: string): Promise<Asked['rules']> {
  const acceptance = textOption(values, 'acceptance');
  return {
    text: await rulesFile(file),
    ...(acceptance !== null && { acceptance: await rulesFile(acceptance) }),
  };
}

async function snapshotAnswer(context: Context, name: string, asked: Asked): Promise<ClaimTest> {
  const { snapshotId, object } = await oneUser(context, name, textOption(context.values, 'source'));
  return context.client.mapping.claims.test({ user: { snapshotId, objectId: object.id }, ...asked });
}

async function liveAnswer(
  { engine, values }: Context,
  connection: Connection,
  name: string,
  asked: Asked,
): Promise<ClaimTest> {
  const password = await passwordFor(values, connection.user);
  return interruptible(async (signal) => {
    const directory = await engine.ldap.connect(connection, password, signal);
    try {
      return await testClaimsLive(engine.workspace.current, directory, name, asked, signal);
    } finally {
      await directory.close();
    }
  });
}

const usageOf = () =>
  new Fault('usage.invalid', {
    detail: 'Give --rules FILE, or --rules-of SOURCE for rules of the workspace.',
  });

/** The id of the one source of rules that is called so. */
function rulesOf(sources: readonly Source[], named: string): string {
  const rules = sources.filter(({ kind }) => kind === 'adfs-rules');
  const found = rules.filter(
    ({ id, name }) => String(id) === named || name.toLowerCase() === named.toLowerCase(),
  );
  if (found.length === 1) return String(found[0]!.id);
  const all = rules.map(({ id, name }) => `${name} (${id})`).join(', ');
  throw new Fault('usage.invalid', {
    detail:
      found.length > 1
        ? `Several rule files of this workspace are called "${named}": give the number of one of ${all}.`
        : `No rule file of this workspace is called "${named}"; there are: ${all || 'none'}.`,
  });
}

/** What something that is not known hangs on: of a pattern what is wrong with it, else it ends with why it was not read. */
function detailText(code: string, detail: string): string {
  if (code === 'pattern') return said(claimPattern, detail);
  const at = detail.lastIndexOf(': ') + 1;
  const why = detail.slice(at).trim();
  return why === '' ? detail : `${detail.slice(0, at)} ${missingText(why)}`.trim();
}

function documentOf(answer: ClaimTest): RunDocument {
  const findings = (all: ClaimTest['judgement']['findings']) =>
    all.map((one) => ({ ...one, message: said(assertion, one.code, { ...one.params }) }));
  return {
    ...answer,
    problems: problemsOf(answer.problems),
    judgement: {
      ...answer.judgement,
      findings: findings(answer.judgement.findings),
      roles: answer.judgement.roles.map((role) => ({ ...role, findings: findings(role.findings) })),
    },
  };
}

function* lines(
  document: RunDocument,
  { explanation, issued, judgement, user, readAt, server }: ClaimTest,
): Generator<string> {
  yield `${user.object.name} (${user.sourceName})`;
  for (const stage of explanation.stages) {
    if (stage.state !== 'ran') continue;
    yield '';
    yield said(claimRule, `stage.${stage.stage}`);
    yield* table([
      ['RULE', 'LINE', '', 'CLAIMS'],
      ...stage.rules.map((rule) => [
        rule.name ?? `#${rule.index + 1}`,
        String(rule.place.line),
        said(claimRule, `outcome.${rule.outcome}`),
        `${rule.added.count}${rule.addedOpen.count > 0 ? ` and ${rule.addedOpen.count} not known` : ''}`,
      ]),
    ]);
    for (const rule of stage.rules)
      for (const { code, detail } of rule.because)
        yield `  ${rule.name ?? `#${rule.index + 1}`}: ${said(claimRule, `open.${code}`, { detail: detailText(code, detail ?? '') })}`;
  }
  yield '';
  yield said(claimRule, `decision.${explanation.decision.why}`);
  yield '';
  yield* table([['ISSUED', 'VALUE'], ...issued.map(({ type, value }) => [type, value])]);
  yield '';
  for (const [index, role] of judgement.roles.entries()) {
    yield `${said(assertion, `verdict.${role.verdict}`)}: ${role.roleArn ?? issued[role.claim]?.value ?? ''}`;
    for (const { message } of document.judgement.roles[index]!.findings) yield `  ${message}`;
  }
  if (judgement.roles.length === 0) yield 'No role.';
  for (const { message } of document.judgement.findings) yield message;
  if (server !== null) yield `read live, ${server.from} to ${server.to}: ${server.host}, ${server.domain}`;
  for (const reference of server?.notFollowed ?? []) yield `not followed: ${reference}`;
  for (const { sourceName, readAt: time } of server === null ? readAt : readAt.slice(1))
    yield `as of ${when(time)}: ${sourceName}`;
}
