/** What is kept of sessions: seen, refreshed, named, removed. */
import { editSchema, type Session } from '#contract/sessions/session.ts';
import type { Once } from '#contract/sessions/request.ts';
import { type Context, textOption } from '../../command.ts';
import { needKeychain } from '../../keychain.ts';
import { oneSession } from '../../named.ts';
import { table } from '../../output.ts';
import { onceOf, withPrompts } from '../../prompting.ts';
import { tellingCauses } from '../../refused.ts';
import { allFromStdin, secretFromStdin } from '../../secret.ts';
import { sessionLines, sessionTable } from '../../sessionLines.ts';
import { counted } from '../../words.ts';
import { wrong } from '../sts/asked.ts';

export async function list({ client, out }: Context): Promise<void> {
  const all = await client.sessions.list();
  out.answer<'sessions'>({ sessions: all }, () => sessionTable(all));
}

export async function show(context: Context): Promise<void> {
  const session = await oneSession(context, context.positionals[0]!);
  context.out.answer<'sessions'>({ session }, () => sessionLines(session));
}

export async function refresh(context: Context): Promise<void> {
  const { client, positionals, out } = context;
  await needKeychain(context);
  const stored = await oneSession(context, positionals[0]!);
  const once = await onceFor(context, stored);
  const session = await tellingCauses(context, stored.request, () =>
    withPrompts(context, (signal) => client.sessions.refresh({ id: stored.id, once }, { signal })),
  );
  out.answer<'sessions'>({ session }, () => sessionTable([session]));
}

/** What comes on standard input; null: nothing is needed, or it is asked for at the terminal. */
async function onceFor({ values }: Context, { needs, name }: Session): Promise<Once | null> {
  const code = textOption(values, 'mfa-code');
  if (code !== null) {
    if (code !== '-')
      throw wrong('--mfa-code takes - alone: the code comes on standard input, and is no argument.');
    if (needs !== 'mfa') throw wrong(`"${name}" needs no MFA code.`);
    return onceOf('mfaCode', await secretFromStdin('MFA code'));
  }
  if (process.stdin.isTTY) return null;
  if (needs === 'saml') return onceOf('samlResponse', await allFromStdin('SAML response'));
  if (needs === 'webIdentity') return onceOf('webIdentityToken', await allFromStdin('web identity token'));
  return null;
}

export async function remove(context: Context): Promise<void> {
  const { client, positionals, out } = context;
  const { id, name } = await oneSession(context, positionals[0]!);
  await client.sessions.remove({ id });
  out.answer<'sessions'>({ removed: id }, () => [`removed ${name}`]);
}

export async function rename(context: Context): Promise<void> {
  const [wanted, name] = context.positionals as [string, string];
  if (!editSchema.shape.name.safeParse(name).success) throw wrong('A name has 1 to 64 characters.');
  await edit(context, wanted, { name });
}

export async function keepFresh(context: Context): Promise<void> {
  const [wanted, state] = context.positionals as [string, string];
  if (state !== 'on' && state !== 'off') throw wrong(`keep-fresh takes on or off, not "${state}".`);
  await edit(context, wanted, { keepFresh: state === 'on' });
}

async function edit(
  context: Context,
  wanted: string,
  change: { readonly name?: string; readonly keepFresh?: boolean },
): Promise<void> {
  const { id } = await oneSession(context, wanted);
  const session = await context.client.sessions.edit({ id, ...change });
  context.out.answer<'sessions'>({ session }, () => sessionTable([session]));
}

/** Secrets that belong to nothing of this machine's Treeline, and names whose secret is gone. */
export async function cleanOrphans({ client, values, out }: Context): Promise<void> {
  const orphans = (await client.secrets.list()).filter(({ state }) => state !== 'inUse');
  const removed =
    values['clean'] === true
      ? (await client.secrets.clean({ items: orphans.map(({ kind, id }) => ({ kind, id })) })).removed
      : null;
  out.answer<'orphans'>({ orphans, removed }, () => {
    if (orphans.length === 0) return ['Nothing in the keychain is without its owner.'];
    if (removed !== null) return [`${counted(removed, 'item')} removed`];
    return [
      ...table([
        ['KIND', 'ID', 'STATE'],
        ...orphans.map(({ kind, id, state }) => [
          kind,
          id,
          state === 'orphan' ? 'belongs to nothing here' : 'no longer in the keychain',
        ]),
      ]),
      'Remove them with: treeline sessions orphans --clean',
    ];
  });
}
