/** A group whose name leads to a role that is not there, or is there under another spelling. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { evidenceOf } from '../subjects.ts';

export const roleNotFound: Check = {
  id: 'role-not-found',
  number: 1,
  severity: 'medium',
  codes: ['roleMissing', 'roleAccountUnknown', 'roleOtherCase', 'roleOtherPath'],
  controls: controls({ nist: ['AC-2', 'AC-6(7)'], iso: ['A.5.18'], soc2: ['CC6.2'], pci: ['7.2.4'] }),
  run(world, report) {
    if (world.input.estates.length === 0) return;
    for (const mapping of world.mappings()) {
      const { grant, node } = mapping;
      if (grant.mechanism !== 'saml' || node < 0) continue;
      const { roleName: role, account, issues } = grant;
      const about = { subject: world.objects.subjectOf(node), part: `${account}/${role.toLowerCase()}`, owner: world.objects.ownerOf(node) };
      const evidence = evidenceOf([mapping]);
      if (issues.includes('roleNotReadable')) report.notJudged('rolesNotRead', account);
      // Whoever makes a role of this name gives it to these people: it need not stay broken.
      else if (issues.includes('roleMissing'))
        report.add({ ...about, code: 'roleMissing', severity: 'medium', reason: 'accessMissing', params: { role, account }, evidence });
      else if (issues.includes('accountUnknown'))
        report.add({ ...about, code: 'roleAccountUnknown', severity: 'medium', reason: 'accessMissing', params: { role, account }, evidence });
      else if (issues.includes('roleNameCase')) {
        const actual = world.aws.role(grant.roleArn)?.value.name ?? role;
        report.add({ ...about, code: 'roleOtherCase', severity: 'low', reason: 'accessMissing', params: { role: actual, account, claimed: role }, evidence });
      } else if (issues.includes('rolePath')) {
        const path = world.aws.role(grant.roleArn)?.value.path ?? '';
        report.add({ ...about, code: 'roleOtherPath', severity: 'low', reason: 'accessMissing', params: { role, account, path }, evidence });
      }
    }
  },
}; // prettier-ignore
