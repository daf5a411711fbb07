/** What of Identity Center was not read, as checks that need it say so. */
import type { Report } from './finding.ts';
import type { AuditWorld } from './world.ts';

type Part = 'permissionSets' | 'assignments' | 'groups' | 'users' | 'memberships';

export function notReadParts(world: AuditWorld, report: Report, parts: readonly Part[]): void {
  for (const { facts } of world.estates.estates) {
    const reading = facts.identityCenter;
    if (reading.state === 'notReadable') report.notJudged('identityCenterNotRead', '', reading.code);
    if (reading.state !== 'read') continue;
    for (const { part, code } of reading.value.notRead ?? [])
      if (parts.includes(part))
        report.notJudged('identityCenterPartNotRead', `${reading.value.instanceArn} ${part}`, code);
  }
}
