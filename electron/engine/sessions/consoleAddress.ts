import type { z } from 'zod';
import type { sessions } from '#contract/sessions/procedures.ts';
import { partitionOfRegion } from '#domain/session/identity.ts';
import type { Engine } from '../engine.ts';
import type { Door } from './consoleDoor.ts';

type Input = z.infer<NonNullable<(typeof sessions.console)['~orpc']['inputSchema']>>;

/** Where the console opens for a session. Rejects with `sts.noConsole`, `sts.consoleRefused`, `vault.…` and what a refresh rejects with. */
export async function consoleAddress(
  { sessions, sts, consoleDoor, addresses }: Engine,
  { id, destination }: Input,
  signal?: AbortSignal,
): Promise<Door> {
  const keys = await sessions.freshKeys(id, 'asked');
  const { request, arn } = sessions.at(id);
  const link = await sts.consoleLink(
    {
      keys,
      kind: request.kind,
      chained: request.kind === 'role' && request.source.kind === 'session',
      partition: arn?.split(':')[1] ?? partitionOfRegion(request.region),
      region: request.region,
      destination,
      durationSeconds: null,
    },
    signal,
  );
  const door = await consoleDoor.open(link);
  addresses.give(door.address);
  return door;
}
