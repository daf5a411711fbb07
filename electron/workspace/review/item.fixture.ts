/** An item of a review as it is frozen, for tests. */
import type { FrozenItem } from '#domain/review/item.ts';

export const frozen = (
  person: Partial<NonNullable<FrozenItem['person']>>,
  more: Partial<FrozenItem> = {},
): FrozenItem => ({
  kind: 'access',
  role: {
    key: 'r',
    roleArn: null,
    name: 'R',
    account: '111122223333',
    accountName: null,
    permissionSetArn: null,
  },
  privileged: null,
  lastUsed: { state: 'notRead' },
  person: { snapshotId: 1, objectId: 1, name: 'P', samAccountName: null, dn: 'CN=P', sid: null, ...person },
  ways: [],
  until: null,
  notes: [],
  disabled: false,
  lastSignIn: { state: 'never' },
  removal: null,
  gap: null,
  since: null,
  reviewer: { id: 'security', reason: 'noOwner' },
  ...more,
});
