import { Fault } from '#contract/faults.ts';
import { takeSchema, type Session } from '#contract/sessions/session.ts';
import { type Command, type Context, numberOption, textOption } from '../command.ts';
import { table } from '../output.ts';
import { when } from '../words.ts';

/** A session that only this process remembers would be gone before anyone could use it. */
async function needKeychain({ client }: Context): Promise<void> {
  const { tier, reason } = await client.secrets.vault();
  if (tier !== 'os-keychain') throw new Fault('vault.absent', { detail: reason });
}

function lines(sessions: readonly Session[]): Iterable<string> {
  if (sessions.length === 0) return ['No sessions. `treeline sts assume-role` takes one.'];
  const now = new Date().toISOString();
  const state = ({ state: life, expiresAt }: Session) =>
    life === 'gone' ? 'not in the keychain' : expiresAt <= now ? 'expired' : 'ready';
  return table([
    ['ID', 'NAME', 'ROLE', 'EXPIRES', 'STATE'],
    ...sessions.map((session) => [
      session.id,
      session.name,
      session.arn ?? session.account,
      when(session.expiresAt),
      state(session),
    ]),
  ]);
}

const wrongFields: Readonly<Record<string, string>> = {
  roleArn: '--role-arn takes arn:aws:iam::ACCOUNT:role/NAME.',
  name: '--name takes 1 to 64 characters.',
  sessionName: '--session-name takes 2 to 64 letters, digits and _ + = , . @ -',
  externalId: '--external-id takes 2 to 1224 characters.',
  region: '--region (or AWS_REGION) takes a Region like eu-central-1.',
};
const wrongField = (field: PropertyKey | undefined) => wrongFields[String(field)] ?? String(field);

export const sts: Command = {
  name: 'sts',
  usage: 'assume-role --role-arn ARN [--name N] [--session-name S] [--duration SECONDS] …',
  summary: 'take a role; its credentials go into the OS keychain, never to the screen',
  help: [
    '--role-arn ARN       the role to take',
    '--name N             what to call the session (the role’s name)',
    '--session-name S     RoleSessionName (treeline)',
    '--duration SECONDS   900 to 43200 (3600)',
    '--external-id ID     where the trust policy asks for one',
    '--region R           STS Region (AWS_REGION, or us-east-1)',
    '--profile P          the AWS profile to take it with',
  ],
  example: 'treeline sts assume-role --role-arn arn:aws:iam::111122223333:role/Auditor --profile sso-audit',
  options: {
    'role-arn': { type: 'string' },
    name: { type: 'string' },
    'session-name': { type: 'string' },
    duration: { type: 'string' },
    'external-id': { type: 'string' },
    region: { type: 'string' },
    profile: { type: 'string' },
  },
  takes: [1, 1],
  async run(context) {
    const { client, positionals, values, out } = context;
    if (positionals[0] !== 'assume-role')
      throw new Fault('usage.notBuilt', { name: `sts ${positionals[0]}` });
    const roleArn = textOption(values, 'role-arn');
    if (!roleArn) throw new Fault('usage.invalid', { detail: 'Give the role with --role-arn.' });
    const asked = takeSchema.safeParse({
      name: textOption(values, 'name') ?? roleArn.split('/').at(-1) ?? 'role',
      group: null,
      keepFresh: false,
      once: null,
      request: {
        kind: 'role',
        policy: null,
        policyArns: [],
        tags: [],
        transitiveTagKeys: [],
        sourceIdentity: null,
        mfaSerial: null,
        roleArn,
        sessionName: textOption(values, 'session-name') ?? 'treeline',
        durationSeconds: numberOption(values, 'duration', { least: 900, most: 43200, otherwise: 3600 }),
        externalId: textOption(values, 'external-id'),
        region: textOption(values, 'region') ?? process.env['AWS_REGION'] ?? 'us-east-1',
        source: { kind: 'profile', profile: textOption(values, 'profile') },
      },
    });
    if (!asked.success)
      throw new Fault('usage.invalid', { detail: wrongField(asked.error.issues[0]?.path.at(-1)) });
    await needKeychain(context);
    const session = await client.sessions.take(asked.data);
    out.answer<'sts'>({ session }, () => lines([session]));
  },
};

export const sessions: Command = {
  name: 'sessions',
  usage: '[list | refresh ID | remove ID]',
  summary: 'sessions taken on this machine: list, refresh by hand, remove',
  example: 'treeline sessions list',
  takes: [0, 2],
  async run(context) {
    const { client, positionals, out } = context;
    const [verb = 'list', id] = positionals;
    if (verb === 'list' && id === undefined) {
      const all = await client.sessions.list();
      return out.answer<'sessions'>({ sessions: all }, () => lines(all));
    }
    if (!id || !['refresh', 'remove'].includes(verb) || positionals.length > 2)
      throw new Fault('usage.invalid', {
        detail: 'Use `sessions list`, `sessions refresh ID` or `sessions remove ID`.',
      });
    if (verb === 'refresh') {
      await needKeychain(context);
      const session = await client.sessions.refresh({ id, once: null });
      return out.answer<'sessions'>({ session }, () => lines([session]));
    }
    await client.sessions.remove({ id });
    out.answer<'sessions'>({ removed: id }, () => [`removed ${id}`]);
  },
};
