/** The parts that sessions are made of, put together. */
import { randomUUID } from 'node:crypto';
import type { Shell } from '#contract/shell.ts';
import type { Sts } from '#sts/api.ts';
import { createSts } from '#sts/createSts.ts';
import { createPortal } from '#sts/portal/createPortal.ts';
import type { UserStore } from '#userstore/api.ts';
import type { Vault } from '#vault/api.ts';
import { AccessKeys } from './accessKeys.ts';
import { ConsoleDoor } from './consoleDoor.ts';
import { Keeper } from './keeper.ts';
import { Portals } from './portals.ts';
import { Prompts } from './prompts.ts';
import { longTermKeysSchema, Secrets, sessionKeysSchema } from './secrets.ts';
import { Sessions } from './sessions.ts';

export interface SessionParts {
  readonly sts: Sts;
  readonly prompts: Prompts;
  readonly portals: Portals;
  readonly sessions: Sessions;
  readonly accessKeys: AccessKeys;
  readonly consoleDoor: ConsoleDoor;
  closeSessions(): Promise<void>;
}

export interface SessionSurroundings {
  readonly shell: Shell;
  readonly store: UserStore;
  readonly vault: Vault;
  /** What the open workspace calls an account. */
  accountAlias(account: string): Promise<string | null>;
  /** A SAML response that is held; throws `saml.responseGone`. */
  response(handle: string): string;
}

export function createSessions({
  shell,
  store,
  vault,
  accountAlias,
  response,
}: SessionSurroundings): SessionParts {
  const sts = createSts();
  const prompts = new Prompts();
  const portals = new Portals({ store, vault, portal: createPortal(), prompts });
  const longTermKeys = new Secrets(vault, 'access-key', longTermKeysSchema);
  const sessions = new Sessions({
    store,
    sts,
    prompts,
    sessionKeys: new Secrets(vault, 'sts-session', sessionKeysSchema),
    longTermKeys,
    accountAlias,
    response,
    portalKeys: (request, signal) => portals.keys(request, signal),
  });
  const clock = { wall: () => Date.now(), monotonic: () => performance.now() };
  const keeper = new Keeper({ sessions, prompts, store, clock, owner: randomUUID() });
  const consoleDoor = new ConsoleDoor();
  // A command ends when its answer is out: keeping is for what stays.
  if (shell.kind !== 'cli') keeper.start();
  return {
    sts,
    prompts,
    portals,
    sessions,
    accessKeys: new AccessKeys({ store, longTermKeys, sts }),
    consoleDoor,
    async closeSessions() {
      keeper.stop();
      consoleDoor.close();
      await sessions.close();
      await portals.close();
    },
  };
}
