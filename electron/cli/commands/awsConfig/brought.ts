/** Profiles of the AWS configuration, brought over: the session that one describes, or the keys that lie in it. */
import type { FoundProfile } from '#contract/sessions/awsFiles.ts';
import { takeSchema } from '#contract/sessions/session.ts';
import type { SessionRequest } from '#domain/session/request.ts';
import { type Context, textOption } from '../../command.ts';
import { needKeychain } from '../../keychain.ts';
import { oneAccessKey } from '../../named.ts';
import { onceOf, withPrompts } from '../../prompting.ts';
import { tellingCauses } from '../../refused.ts';
import { secretFromStdin } from '../../secret.ts';
import { sessionTable } from '../../sessionLines.ts';
import { checkLimits, wrong } from '../sts/asked.ts';
import { noteText } from './profiles.ts';

async function found({ client }: Context, name: string): Promise<FoundProfile> {
  const { profiles, configPath } = await client.awsFiles.read();
  const profile = profiles.find((one) => one.name === name);
  if (!profile) throw wrong(`There is no profile "${name}" in ${configPath}.`);
  return profile;
}

/** The request of a profile; a portal that Treeline does not have yet is saved first. */
async function requestOf(context: Context, profile: FoundProfile): Promise<SessionRequest> {
  const { client, values } = context;
  const { request, portal, notes } = profile;
  if (!request)
    throw wrong(`Profile "${profile.name}" describes no session. ${notes.map(noteText).join(' ')}`.trim());
  const key = textOption(values, 'access-key');
  if (key !== null && 'source' in request)
    return { ...request, source: { kind: 'accessKey', id: (await oneAccessKey(context, key)).id } };
  if (request.kind !== 'portalRole' || !portal || portal.id !== null) return request;
  const { id } = await client.portals.save({
    id: null,
    name: new URL(portal.startUrl).hostname.slice(0, 64),
    startUrl: portal.startUrl,
    region: portal.region,
  });
  return { ...request, portal: id };
}

export async function importProfile(context: Context): Promise<void> {
  const { client, positionals, values, out } = context;
  const profile = await found(context, positionals[0]!);
  // A stranger's line must not start a program by itself.
  if (profile.runs !== null && values['run'] !== true)
    throw wrong(`Profile "${profile.name}" runs a program: ${profile.runs} Say --run if it may.`);
  await needKeychain(context);
  const request = await requestOf(context, profile);
  for (const sentence of checkLimits(request, {})) out.note(`treeline: ${sentence}`);
  const code = textOption(values, 'mfa-code');
  if (code !== null && code !== '-')
    throw wrong('--mfa-code takes - alone: the code comes on standard input.');
  const asked = takeSchema.safeParse({
    name: textOption(values, 'name') ?? profile.name.slice(0, 64),
    request,
    group: textOption(values, 'group'),
    keepFresh: values['keep-fresh'] === true,
    once: code === null ? null : onceOf('mfaCode', await secretFromStdin('MFA code')),
  });
  if (!asked.success) throw wrong('--name and --group take 1 to 64 characters.');
  const session = await tellingCauses(context, request, () =>
    withPrompts(context, (signal) => client.sessions.take(asked.data, { signal })),
  );
  out.answer<'sts'>({ session }, () => sessionTable([session]));
}

export async function takeKeys(context: Context): Promise<void> {
  const { client, positionals, values, out } = context;
  const profile = positionals[0]!;
  await needKeychain(context);
  const name = textOption(values, 'name') ?? profile.slice(0, 64);
  if (name.length > 64) throw wrong('--name takes 1 to 64 characters.');
  const accessKey = await client.awsFiles.takeKeys({ profile, name });
  out.answer<'accessKeys'>({ accessKey }, () => [
    `The key …${accessKey.accessKeyTail} of ${accessKey.userArn ?? 'profile ' + profile} is in the keychain, as "${accessKey.name}".`,
    'It still stands in the file: take it out there.',
  ]);
}
