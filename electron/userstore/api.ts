/**
 * The user's store: a small SQLite file in the configuration folder that several Treeline processes share. Names,
 * addresses, expiry times, and what the user wrote to ask with; never a secret, never an object of a directory.
 */
import type { Settings } from '../contract/index.ts';
import type { PolicyDraft } from '../contract/policy/draft.ts';
import type { Profile } from '../contract/profiles.ts';
import type { SavedQuery } from '../contract/queries.ts';
import type { StoredAccessKey } from '../contract/sessions/accessKey.ts';
import type { StoredPortal } from '../contract/sessions/portal.ts';
import type { IdentityProvider } from '../contract/sessions/saml.ts';
import type { StoredSession } from '../contract/sessions/session.ts';

/** What several processes agree on. All of it stands in the file, so that each sees at once what another did. */
export interface Agreements {
  /**
   * Takes a lease, or makes ours longer. True when it is ours now, for so many milliseconds of wall clock: it was free,
   * had run out, or was ours before. One that ends later than its own length (and a minute) from now was taken before
   * the clock was set back: it counts as run out.
   */
  takeLease(name: string, owner: string, milliseconds: number): boolean;
  /** Ends a lease if it is ours. */
  dropLease(name: string, owner: string): void;
  /** Who holds an unexpired lease; null = nobody. */
  leaseHolder(name: string): string | null;
  /** A program waits for this session to be fresh, for so long at most; the later end counts where several do. */
  wantSession(id: string, milliseconds: number): void;
  /** Those whose time is not over, in the order in which they were first wanted. */
  wantedSessions(): string[];
  unwantSession(id: string): void;
  /** Another number whenever another connection wrote to the file; our own writes do not change it. */
  changes(): number;
}

export interface UserStore extends Agreements {
  settings(): Settings;
  saveSettings(settings: Settings): void;
  profiles(): Profile[];
  saveProfile(profile: Profile): void;
  removeProfile(id: string): void;
  /** In the order in which they were first taken. */
  sessions(): StoredSession[];
  saveSession(session: StoredSession): void;
  removeSession(id: string): void;
  accessKeys(): StoredAccessKey[];
  saveAccessKey(key: StoredAccessKey): void;
  removeAccessKey(id: string): void;
  portals(): StoredPortal[];
  savePortal(portal: StoredPortal): void;
  removePortal(id: string): void;
  identityProviders(): IdentityProvider[];
  saveIdentityProvider(provider: IdentityProvider): void;
  removeIdentityProvider(id: string): void;
  /** Ids of all rows, also of those that this version cannot read and that are not shown: what they own is not nobody's. */
  ids(of: 'profile' | 'session' | 'access_key' | 'portal'): string[];
  /** Queries that the user keeps, in the order in which they were first saved. */
  queries(): SavedQuery[];
  saveQuery(query: SavedQuery): void;
  removeQuery(id: string): void;
  /** Policies that the user tries, in the order in which they were begun. */
  drafts(): PolicyDraft[];
  saveDraft(draft: PolicyDraft): void;
  removeDraft(id: string): void;
  /** Names of secrets this machine believes are in the keychain (a locked ring answers as if they were not). */
  secretNames(): { kind: string; id: string; tier: 'os-keychain' | 'memory' }[];
  noteSecret(kind: string, id: string, tier: 'os-keychain' | 'memory'): void;
  forgetSecret(kind: string, id: string): void;
  lastWorkspace(): string | null;
  setLastWorkspace(path: string | null): void;
  close(): void;
}
