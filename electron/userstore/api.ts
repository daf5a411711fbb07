/**
 * The user's store: a small SQLite file in the configuration folder that several Treeline processes share. Names,
 * addresses, expiry times, and what the user wrote to ask with; never a secret, never an object of a directory.
 */
import type { Settings } from '../contract/index.ts';
import type { PolicyDraft } from '../contract/policy/draft.ts';
import type { Profile } from '../contract/profiles.ts';
import type { SavedQuery } from '../contract/queries.ts';
import type { Session } from '../contract/sessions.ts';

export type StoredSession = Omit<Session, 'present'> & {
  readonly externalId: string | null;
  readonly sessionName: string;
  readonly durationSeconds: number;
};

export interface UserStore {
  settings(): Settings;
  saveSettings(settings: Settings): void;
  profiles(): Profile[];
  saveProfile(profile: Profile): void;
  removeProfile(id: string): void;
  sessions(): StoredSession[];
  saveSession(session: StoredSession): void;
  removeSession(id: string): void;
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
