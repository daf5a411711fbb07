/** The engine: the parts it composes, and what a shell may ask of it beside the contract. */
import type { ReadAws } from '#aws/api.ts';
import { createAws } from '#aws/createAws.ts';
import type { Shell } from '#contract/shell.ts';
import type { ReadLdap } from '#ldap/api.ts';
import { createLdap } from '#ldap/createLdap.ts';
import type { UserStore } from '#userstore/api.ts';
import { openUserStore } from '#userstore/open.ts';
import type { Vault } from '#vault/api.ts';
import { createVault } from '#vault/client.ts';
import { emptyCoreDumps } from '#vault/coreDump.ts';
import { UnfinishedReadings } from './aws/unfinished.ts';
import { RowExports } from './exporting/rows.ts';
import { Files } from './files.ts';
import { Jobs } from './jobs.ts';
import { Live } from './live.ts';
import { OpenWorkspace } from './openWorkspace.ts';
import { createServiceCatalog } from './policy/catalog.ts';
import type { ServiceCatalog } from './policy/catalog.ts';
import { Profiles } from './profiles.ts';
import { createSessions, type SessionParts } from './sessions/compose.ts';

export interface Engine extends SessionParts {
  readonly shell: Shell;
  readonly store: UserStore;
  readonly vault: Vault;
  readonly ldap: ReadLdap;
  readonly aws: ReadAws;
  readonly unfinishedAws: UnfinishedReadings;
  readonly files: Files;
  readonly rowExports: RowExports;
  readonly jobs: Jobs;
  readonly workspace: OpenWorkspace;
  readonly profiles: Profiles;
  readonly live: Live;
  /** Services, actions, resources and condition keys of AWS, as of the day of the build's data. */
  readonly services: ServiceCatalog;
  /** Set when the user's store could not be used and was put aside for a fresh one: where it is, and why. */
  readonly storeSetAside: { readonly file: string; readonly reason: string } | null;
  /** Profiles and sessions of the store that this version cannot read: left there, and not shown. */
  readonly storeUnreadable: number;
  /** Cancels what runs, closes what is open. Bounded in time by the parts' own limits. */
  close(): Promise<void>;
}

/** What tests replace: the way names are resolved. */
export interface EngineOptions {
  readonly ldap?: ReadLdap;
}

export function createEngine(shell: Shell, options: EngineOptions = {}): Engine {
  // Keys, tokens and passwords pass through this process's memory on their way to and from the keychain.
  emptyCoreDumps();
  const { store, setAside, unreadable } = openUserStore(shell.configFolder);
  const vault = createVault({ startChild: () => shell.startChild('vault'), index: store });
  const ldap = options.ldap ?? createLdap();
  const aws = createAws();
  const profiles = new Profiles(store, vault);
  const live = new Live(ldap, profiles);
  const jobs = new Jobs();
  const files = new Files();
  const rowExports = new RowExports(files);
  const workspace = new OpenWorkspace();
  const sessionParts = createSessions({ shell, store, vault, workspace });
  return {
    ...sessionParts,
    shell,
    store,
    vault,
    ldap,
    aws,
    unfinishedAws: new UnfinishedReadings(),
    files,
    rowExports,
    jobs,
    workspace,
    profiles,
    live,
    services: createServiceCatalog(shell),
    storeSetAside: setAside,
    storeUnreadable: unreadable.length,
    async close() {
      await jobs.cancelAll();
      await sessionParts.closeSessions();
      await rowExports.close();
      await live.close();
      await workspace.close();
      await vault.close();
      store.close();
    },
  };
}
