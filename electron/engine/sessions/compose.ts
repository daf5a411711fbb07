/** The parts that sessions are made of, put together. */
import { randomUUID } from 'node:crypto';
import type { Shell } from '#contract/shell.ts';
import type { Sts } from '#sts/api.ts';
import { createSts } from '#sts/createSts.ts';
import { createPortal } from '#sts/portal/createPortal.ts';
import type { UserStore } from '#userstore/api.ts';
import type { Vault } from '#vault/api.ts';
import type { OpenWorkspace } from '../openWorkspace.ts';
import { AccessKeys } from './accessKeys.ts';
import { AwsFiles } from './awsFiles/awsFiles.ts';
import { ConsoleDoor } from './consoleDoor.ts';
import { GivenAddresses } from './givenAddresses.ts';
import { Keeper } from './keeper.ts';
import { Portals } from './portals.ts';
import { Prompts } from './prompts.ts';
import { Saml } from './saml/saml.ts';
import { longTermKeysSchema, Secrets, sessionKeysSchema } from './secrets.ts';
import { Sessions } from './sessions.ts';
import { WorkspaceNames } from './workspaceNames.ts';

export interface SessionParts {
  readonly sts: Sts;
  readonly prompts: Prompts;
  readonly portals: Portals;
  readonly sessions: Sessions;
  readonly accessKeys: AccessKeys;
  readonly saml: Saml;
  readonly awsFiles: AwsFiles;
  readonly consoleDoor: ConsoleDoor;
  readonly addresses: GivenAddresses;
  /** What the open workspace calls an account; null where it does not know it. */
  accountAlias(account: string): Promise<string | null>;
  closeSessions(): Promise<void>;
}

export interface SessionSurroundings {
  readonly shell: Shell;
  readonly store: UserStore;
  readonly vault: Vault;
  readonly workspace: OpenWorkspace;
}

export function createSessions({ shell, store, vault, workspace }: SessionSurroundings): SessionParts {
  const sts = createSts();
  const prompts = new Prompts();
  const addresses = new GivenAddresses();
  const saml = new Saml({ store, estates: async () => (await workspace.opened?.estates()) ?? [] });
  const names = new WorkspaceNames(workspace, () => sessions.changed());
  const portals = new Portals({ store, vault, portal: createPortal(), prompts, addresses });
  const longTermKeys = new Secrets(vault, 'access-key', longTermKeysSchema);
  const sessions = new Sessions({
    store,
    sts,
    prompts,
    sessionKeys: new Secrets(vault, 'sts-session', sessionKeysSchema),
    longTermKeys,
    accountAlias: names.accountAlias,
    response: (handle) => saml.response(handle),
    responseUsed: (handle) => saml.forget(handle),
    portalKeys: (request, signal) => portals.keys(request, signal),
  });
  const clock = { wall: () => Date.now(), monotonic: () => performance.now() };
  const keeper = new Keeper({ sessions, prompts, store, clock, owner: randomUUID() });
  const accessKeys = new AccessKeys({ store, longTermKeys, sts });
  const awsFiles = new AwsFiles({
    session: (id) => sessions.at(id),
    portals: () => store.portals(),
    commandFor: (sessionId) => shell.credentialProcess(sessionId),
    addKey: (key) => accessKeys.add(key),
  });
  const consoleDoor = new ConsoleDoor();
  // A command ends when its answer is out: keeping is for what stays.
  if (shell.kind !== 'cli') keeper.start();
  return {
    sts,
    prompts,
    portals,
    sessions,
    accessKeys,
    saml,
    awsFiles,
    accountAlias: names.accountAlias,
    consoleDoor,
    addresses,
    async closeSessions() {
      keeper.stop();
      names.close();
      saml.close();
      consoleDoor.close();
      await sessions.close();
      await portals.close();
    },
  };
}
