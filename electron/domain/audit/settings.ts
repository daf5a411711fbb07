/** What counts as too old, too many, too long. Kept in the workspace and printed in every report. */

/** Two sets of roles that are not to be in one hand: names with `*` and `?`, without regard to case. */
export interface ToxicPair {
  readonly name: string;
  readonly first: string;
  readonly second: string;
}

export interface AuditSettings {
  /** Days without a sign-in. lastLogonTimestamp lags by up to 14 days, which are added. */
  readonly staleDays: number;
  readonly unusedRoleDays: number;
  readonly keyDays: number;
  /** Days before the end of a provider's metadata or certificate. */
  readonly expiryDays: number;
  /** Effective members of one mapped group. */
  readonly manyMembers: number;
  /** Hours of a powerful role's session. */
  readonly sessionHours: number;
  readonly toxicPairs: readonly ToxicPair[];
}

export const defaultSettings: AuditSettings = {
  staleDays: 90,
  unusedRoleDays: 90,
  keyDays: 90,
  expiryDays: 30,
  manyMembers: 500,
  sessionHours: 8,
  toxicPairs: [
    { name: 'deploy-approve', first: 'Deploy', second: 'Approve' },
    { name: 'administer-delete-log', first: 'Admin', second: 'LogAdmin' },
  ],
};

/** How far lastLogonTimestamp may lag behind (msDS-LogonTimeSyncInterval, 14 days). */
export const logonLagDays = 14;
