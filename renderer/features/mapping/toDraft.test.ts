import { expect, it } from 'vitest';
import type { Evidence, Grant } from '#domain/mapping/grant.ts';
import { changeSchema } from '#contract/draft.ts';
import { withoutGrant } from './toDraft.ts';

const sid = 'S-1-5-21-1-2-3-1105';
const roleArn = 'arn:aws:iam::111122223333:role/Admin';
const setArn = 'arn:aws:sso:::permissionSet/ssoins-7223aaaabbbbcccc/ps-1111222233334444';
const said = (code: Evidence['code'], where: string, field: string): Evidence => ({
  code,
  snapshotId: 1,
  where,
  field,
  value: '',
  readAt: '2026-01-01T00:00:00Z',
});
const grant = (of: Partial<Grant>): Grant => ({
  id: '1',
  principal: {
    snapshotId: 1,
    objectId: 2,
    name: 'Admins',
    dn: 'CN=Admins,DC=example,DC=com',
    sid,
    kind: 'group',
  },
  mechanism: 'saml',
  roleArn,
  roleName: 'Admin',
  account: '111122223333',
  accountName: null,
  through: null,
  status: 'works',
  issues: [],
  evidence: [],
  ...of,
});
const whom = { principal: { sid }, principalKind: 'group' };
const deleteRole = { kind: 'deleteRole', roleArn };

it.each<[string, Partial<Grant>, unknown[]]>([
  ['a rule tells it: the role alone', {}, [deleteRole]],
  [
    'entered by hand',
    { evidence: [said('enteredMapping', 'Admins', 'me')] },
    [{ kind: 'unmap', mechanism: 'saml', roleArn, principal: { sid } }, deleteRole],
  ],
  [
    'delegated',
    {
      mechanism: 'delegation',
      evidence: [said('delegationAssignment', 'd-1234567890 eu-west-1', roleArn)],
    },
    [{ kind: 'undelegate', directoryId: 'd-1234567890', region: 'eu-west-1', roleArn, ...whom }, deleteRole],
  ],
  [
    'assigned',
    {
      mechanism: 'identity-center',
      through: setArn,
      roleArn: 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0011',
    },
    [{ kind: 'unassign', permissionSet: { arn: setArn }, account: '111122223333', ...whom }],
  ],
  ['nobody known, and no role', { principal: null, roleArn: null, status: 'broken' }, []],
])('%s', (_, of, changes) => {
  const found = withoutGrant(grant(of));
  expect(found).toEqual(changes);
  for (const change of found) expect(changeSchema.safeParse(change).error?.issues ?? []).toEqual([]);
});
