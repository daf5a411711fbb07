import { describe, expect, it } from 'vitest';
import { fromAddress, toAddress } from './address.ts';
import type { Opened } from './address.ts';

const role = 'arn:aws:iam::111122223333:role/path/App';
const opened: Opened[] = [
  { kind: 'principal', snapshotId: 2, arn: role },
  { kind: 'permissionSet', snapshotId: 2, instanceArn: 'arn:aws:sso:::instance/i', arn: 'arn:aws:sso:::permissionSet/i/p', account: '111122223333' },
  { kind: 'permissionSet', snapshotId: 2, instanceArn: 'arn:aws:sso:::instance/i', arn: 'arn:aws:sso:::permissionSet/i/p', account: null },
  { kind: 'policy', snapshotId: 3, arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', versionId: 'v12' },
  { kind: 'policy', snapshotId: 3, arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', versionId: null },
  { kind: 'inline', snapshotId: 3, holderArn: role, name: 'own+=,.@-' },
  { kind: 'directoryUser', snapshotId: 1, objectId: 4_002_100_000 },
]; // prettier-ignore

describe('the address of a subject', () => {
  it.each(opened)('$kind comes back as it was', (one) => expect(fromAddress(toAddress(one))).toEqual(one));
  it.each([undefined, '', 'x|1|y', 'principal|x|y', 'principal|1|', 'inline|1|a', 'directoryUser|1|x', 'permissionSet|1|a'])(
    'none of ours: %s',
    (text) => expect(fromAddress(text)).toBeNull(),
  ); // prettier-ignore
});
