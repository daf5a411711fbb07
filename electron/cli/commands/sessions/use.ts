/** What sessions are for: the console, and the environment of a shell. */
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '#contract/faults.ts';
import { environmentForms, environmentLines } from '#domain/session/copyAs/environment.ts';
import { choiceOption, type Context, textOption } from '../../command.ts';
import { interruptible } from '../../interrupt.ts';
import { needKeychain } from '../../keychain.ts';
import { oneSession } from '../../named.ts';
import { openInBrowser } from '../../openInBrowser.ts';
import { withPrompts } from '../../prompting.ts';
import { freshKeys } from '../../freshKeys.ts';
import { when } from '../../words.ts';

/** The link itself is a secret: it waits behind an address of this machine, and this command stays until it was used or its minute is over. */
export async function consoleOf(context: Context): Promise<void> {
  const { client, positionals, values, out } = context;
  await needKeychain(context);
  const { id } = await oneSession(context, positionals[0]!);
  const destination = textOption(values, 'destination');
  const door = await withPrompts(context, (signal) =>
    client.sessions.console({ id, destination }, { signal }),
  );
  out.answer<'console'>(door, () => [door.address, `Good once, until ${when(door.until)}.`]);
  if (values['open'] === true && !(await openInBrowser(door.address)))
    out.note('treeline: no browser could be opened here; open the address yourself.');
  await interruptible(async (signal) => {
    const over = new AbortController();
    const until = AbortSignal.any([signal, over.signal]);
    const minute = delay(Date.parse(door.until) - Date.now(), undefined, { signal: until });
    try {
      await Promise.race([context.engine.consoleDoor.idle(), minute]);
    } finally {
      over.abort();
      await minute.catch(() => {});
    }
  });
}

/** Prints secrets, since they were asked for. On a terminal, where they stay to be seen, that takes a word more. */
export async function envOf(context: Context): Promise<void> {
  const { positionals, values, out } = context;
  const form = choiceOption(values, 'shell', environmentForms) ?? 'posix';
  if (out.json)
    throw new Fault('usage.invalid', {
      detail: 'env prints lines for a shell; --json is for what holds no secret.',
    });
  if (process.stdout.isTTY && values['reveal'] !== true)
    throw new Fault('usage.invalid', {
      detail:
        'The keys would stay on the screen. Have the shell take them, eval "$(treeline sessions env N)", or say --reveal.',
    });
  await needKeychain(context);
  const session = await oneSession(context, positionals[0]!);
  const { keys, region } = await freshKeys(context, session);
  const lines = environmentLines(form, { ...keys, region });
  if (lines === null) throw new Fault('vault.itemDamaged', { name: session.name });
  out.text(lines);
}
