/** Permission sets that are assigned to one person rather than to a group. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact } from '../subjects.ts';

export const assignedToUser: Check = {
  id: 'assigned-to-user',
  number: 19,
  severity: 'low',
  codes: ['assignedToUser'],
  controls: controls({ cis: ['1.15'], nist: ['AC-2', 'AC-6(7)'], iso: ['A.5.18'], soc2: ['CC6.3'], pci: ['7.2.4'] }),
  run(world, report) {
    for (const { value: center, estate } of world.aws.centers()) {
      const users = new Map(center.users.map((user) => [user.userId, user.userName]));
      for (const { account, permissionSetArn, principalType, principalId } of center.assignments) {
        if (principalType !== 'USER') continue;
        const set = world.aws.permissionSets().get(permissionSetArn)?.value.name ?? permissionSetArn;
        const user = users.get(principalId) ?? principalId;
        report.add({
          code: 'assignedToUser', severity: 'low', reason: 'hardToReview',
          subject: { kind: 'assignment', id: `${account} ${permissionSetArn} ${principalId}`, name: `${user} → ${set}`, where: `${account} ${permissionSetArn} ${principalId}`, snapshotId: estate.snapshotId, objectId: null, account },
          params: { user, set, account },
          evidence: [fact('assignment', estate, permissionSetArn, `${account} USER`, principalId)],
        });
      }
    }
  },
}; // prettier-ignore
