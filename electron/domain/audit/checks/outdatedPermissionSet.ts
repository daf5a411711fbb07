/** Permission sets that were changed and not provisioned since: the account still has the older rights. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact, setSubject } from '../subjects.ts';

export const outdatedPermissionSet: Check = {
  id: 'outdated-permission-set',
  number: 21,
  severity: 'medium',
  codes: ['setOutdated'],
  controls: controls({ nist: ['AC-3', 'CM-3', 'CM-6'], iso: ['A.5.18', 'A.8.9'], soc2: ['CC6.3', 'CC8.1'] }),
  run(world, report) {
    for (const set of world.aws.permissionSets().values()) {
      const { arn, name, outdatedIn } = set.value;
      if (set.value.notRead?.includes('outdatedIn')) report.notJudged('identityCenterPartNotRead', arn);
      if (outdatedIn.length === 0) continue;
      report.add({
        code: 'setOutdated', severity: 'medium', reason: 'accessUnexpected', subject: setSubject(set),
        params: { set: name, accounts: outdatedIn.join(', ') },
        evidence: outdatedIn.map((account) => fact('provisioning', set.estate, arn, account, 'LATEST_PERMISSION_SET_NOT_PROVISIONED')),
      });
    }
  },
}; // prettier-ignore
