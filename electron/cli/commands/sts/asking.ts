/** The operations of STS that answer a question: who somebody is, whose a key is, what a message says. */
import type { CliDocuments } from '#contract/cli.ts';
import { type Context, textOption } from '../../command.ts';
import { oneSession } from '../../named.ts';
import { allFromStdin } from '../../secret.ts';
import { table } from '../../output.ts';
import { when } from '../../words.ts';
import { checkOptions, wrong } from './asked.ts';
import { regionOf, signingOf } from './source.ts';

const text = { type: 'string' } as const;
export const askOptions = {
  'get-caller-identity': { session: text, profile: text, 'access-key': text, region: text },
  'get-access-key-info': { session: text, profile: text, 'access-key': text, region: text },
  'decode-authorization-message': { session: text, profile: text, region: text, workspace: text },
} as const;

export async function callerIdentity(context: Context): Promise<void> {
  const { client, values, out } = context;
  checkOptions('get-caller-identity', askOptions['get-caller-identity'], values);
  const { source } = await signingOf(context, 'session');
  const identity = await client.sessions.identity({ source, region: textOption(values, 'region') });
  out.answer<'stsIdentity'>({ identity }, () => identityLines(identity));
}

type Identity = CliDocuments['stsIdentity']['identity'];

const kinds: Readonly<Record<Identity['kind'], string>> = {
  user: 'an IAM user',
  roleSession: 'a session of a role',
  federated: 'a federated user',
  root: 'the root user',
  unknown: 'not known',
};

function* identityLines(identity: Identity): Generator<string> {
  const { account, accountAlias, arn, userId, kind, name, sessionName, region, expiresAt } = identity;
  const rows: [string, string | null][] = [
    ['arn', arn],
    ['account', accountAlias === null ? account : `${accountAlias} (${account})`],
    ['kind', kinds[kind]],
    ['name', name],
    ['session', sessionName],
    ['user id', userId],
    ['asked in', region],
    ['expires', expiresAt && when(expiresAt)],
  ];
  yield* table(rows.flatMap(([label, value]) => (value ? [[label, value]] : [])));
}

/** The id of a key is no secret, and is shown by its end all the same. */
export async function accessKeyInfo(context: Context): Promise<void> {
  const { client, positionals, values, out } = context;
  checkOptions('get-access-key-info', askOptions['get-access-key-info'], values);
  const accessKeyId = positionals[0]!;
  if (!/^\w{16,128}$/.test(accessKeyId)) throw wrong('An access key id has 16 to 128 letters and digits.');
  const { source } = await signingOf(context, 'session');
  const { account } = await client.sessions.accountOfKey({ accessKeyId, source, region: regionOf(values) });
  const accessKeyTail = accessKeyId.slice(-4);
  out.answer<'stsAccessKey'>({ accessKeyTail, account }, () => [
    `…${accessKeyTail} is of account ${account}`,
  ]);
}

/** MESSAGE, or standard input: what was pasted out of an error may hold it somewhere. */
export async function decodeMessage(context: Context): Promise<void> {
  const { client, positionals, values, out } = context;
  checkOptions('decode-authorization-message', askOptions['decode-authorization-message'], values);
  const [given = '-'] = positionals;
  if (given === '-' && process.stdin.isTTY) throw wrong('Name the message, or give it on standard input.');
  const message = given === '-' ? await allFromStdin('message') : given;
  if (message.trim() === '') throw wrong('The message is empty.');
  const profile = textOption(values, 'profile');
  const session = textOption(values, 'session');
  if (profile !== null && session !== null) throw wrong('Give one of --profile, --session.');
  const workspace = textOption(values, 'workspace');
  if (workspace !== null) await context.engine.workspace.open(workspace, { mode: 'open' });
  const sessionId = session === null ? null : (await oneSession(context, session)).id;
  const decoded = await client.policy.decode({
    message,
    profile,
    sessionId,
    region: textOption(values, 'region'),
  });
  const { message: said } = decoded;
  out.answer<'stsDecoded'>(
    { message: said, agrees: decoded.agrees, decided: decoded.decided, gap: decoded.gap },
    () => decodedLines(decoded),
  );
}

function* decodedLines({ message, decided }: Pick<CliDocuments['stsDecoded'], 'message' | 'decided'>) {
  const { allowed, explicitDeny, principal, action, resource, matchedStatements, context } = message;
  const why = explicitDeny ? 'denied by a statement' : 'denied: no statement allows it';
  yield `${action} on ${resource}: ${allowed ? 'allowed' : why}`;
  yield `principal: ${principal.arn ?? principal.id ?? 'not said'}`;
  for (const { sid, effect } of matchedStatements)
    yield `matched: ${effect ?? ''} statement${sid === null || sid === '' ? '' : ` ${sid}`}`;
  for (const { documentName, path } of decided) yield `in the workspace: ${documentName} ${path}`;
  for (const { key, values } of context) yield `  ${key}: ${values.join(', ')}`;
}
