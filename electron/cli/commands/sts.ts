import { Fault } from '#contract/faults.ts';
import type { Session } from '#contract/sessions.ts';
import { type Command, type Context, textOption } from '../command.ts';
import { table } from '../output.ts';

/** A session that only this process remembers would be gone before anyone could use it. */
async function needKeychain({ client }: Context): Promise<void> {
  const { tier, reason } = await client.sessions.vault();
  if (tier !== 'os-keychain') throw new Fault('vault.absent', { detail: reason });
}

const lines = (sessions: readonly Session[]) =>
  table(
    sessions.map(({ id, name, roleArn, expiresAt, present }) => [
      id,
      name,
      roleArn,
      `until ${expiresAt}`,
      present ? '' : 'not in the keychain',
    ]),
  );

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
    await needKeychain(context);
    const session = await client.sessions.take({
      name: textOption(values, 'name') ?? roleArn.split('/').at(-1) ?? 'role',
      roleArn,
      sessionName: textOption(values, 'session-name') ?? 'treeline',
      durationSeconds: Number(textOption(values, 'duration') ?? 3600),
      externalId: textOption(values, 'external-id'),
      region: textOption(values, 'region') ?? process.env['AWS_REGION'] ?? 'us-east-1',
      sourceProfile: textOption(values, 'profile'),
    });
    out.answer(session, () => lines([session]));
  },
};

export const sessions: Command = {
  name: 'sessions',
  usage: '[list | refresh ID | remove ID]',
  summary: 'sessions taken on this machine: list, refresh by hand, remove',
  takes: [0, 2],
  async run(context) {
    const { client, positionals, out } = context;
    const [verb = 'list', id] = positionals;
    if (verb === 'list') {
      const all = await client.sessions.list();
      return out.answer({ sessions: all }, () => lines(all));
    }
    if (!id || !['refresh', 'remove'].includes(verb))
      throw new Fault('usage.invalid', {
        detail: 'Use `sessions list`, `sessions refresh ID` or `sessions remove ID`.',
      });
    if (verb === 'refresh') {
      await needKeychain(context);
      const session = await client.sessions.refresh({ id });
      return out.answer(session, () => lines([session]));
    }
    await client.sessions.remove({ id });
    out.answer({ removed: id }, () => [`removed ${id}`]);
  },
};
