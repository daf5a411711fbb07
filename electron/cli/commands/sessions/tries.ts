/** `treeline sessions try N`: harmless reads, each beside what the policies foretell. */
import { tryActions, usualTries, type Try, type TryAction } from '#contract/sessions/tries.ts';
import { type Context, textOption } from '../../command.ts';
import { interruptible } from '../../interrupt.ts';
import { oneSession } from '../../named.ts';
import { table } from '../../output.ts';
import { wrong } from '../sts/asked.ts';

function actionsOf({ values }: Context): TryAction[] {
  const given = textOption(values, 'action');
  if (given === null) return [...usualTries];
  return given.split(',').map((text) => {
    const action = tryActions.find((one) => one.toLowerCase() === text.trim().toLowerCase());
    if (!action) throw wrong(`--action takes ${tryActions.join(', ')}, not "${text.trim()}".`);
    return action;
  });
}

export async function tryOf(context: Context): Promise<void> {
  const { client, positionals, values, out } = context;
  const actions = actionsOf(context);
  const workspace = textOption(values, 'workspace');
  if (workspace !== null) await context.engine.workspace.open(workspace, { mode: 'open' });
  const { id } = await oneSession(context, positionals[0]!);
  const tries: Try[] = [];
  await interruptible(async (signal) => {
    for await (const one of await client.sessions.tryIt({ id, actions }, { signal })) tries.push(one);
  });
  // They come as AWS answers, and are told as they were asked.
  tries.sort((a, b) => actions.indexOf(a.action) - actions.indexOf(b.action));
  out.answer<'tries'>({ tries }, () =>
    table([
      ['ACTION', 'AWS', 'FORETOLD', '', ''],
      ...tries.map(({ action, outcome, foretold, agrees, count, detail }) => [
        action,
        outcome,
        foretold,
        agrees === null ? '' : agrees ? 'as foretold' : 'otherwise than foretold',
        count === null ? detail : `${count} listed`,
      ]),
    ]),
  );
}
