/** Roles that nobody has taken for long, or ever. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { daysBetween, fact, roleOwner, roleSubject } from '../subjects.ts';

export const unusedRole: Check = {
  id: 'unused-role',
  number: 22,
  severity: 'medium',
  codes: ['roleNeverUsed', 'roleUnused'],
  controls: controls({ nist: ['AC-2(3)', 'AC-6(7)'], iso: ['A.5.18'], soc2: ['CC6.2', 'CC6.3'], pci: ['7.2.4', '8.2.6'] }),
  run(world, report) {
    const limit = world.settings.unusedRoleDays;
    for (const role of world.aws.roles()) {
      const { name, account, arn, path, lastUsed, createDate } = role.value;
      // A service deletes its own; one that is young has had no time.
      if (path.startsWith('/aws-service-role/')) continue;
      if (lastUsed === null) {
        report.notJudged('lastUsedNotRead', arn);
        continue;
      }
      const age = daysBetween(createDate, role.estate.readAt);
      const idle = daysBetween(lastUsed.date, role.estate.readAt);
      const powerful = world.aws.powersOf(role.value).powers.length > 0;
      const about = { subject: roleSubject(role), owner: roleOwner(role.value), severity: powerful ? 'medium' : 'low', reason: 'unused' } as const;
      const evidence = [fact('roleLastUsed', role.estate, arn, 'RoleLastUsed.LastUsedDate', lastUsed.date ?? '')];
      if (idle === null) {
        if (age === null || age > limit) report.add({ ...about, code: 'roleNeverUsed', params: { role: name, account }, evidence: [...evidence, fact('roleLastUsed', role.estate, arn, 'CreateDate', createDate ?? '')] });
      } else if (idle > limit) report.add({ ...about, code: 'roleUnused', params: { role: name, account, days: Math.floor(idle), limit }, evidence });
    }
  },
}; // prettier-ignore
