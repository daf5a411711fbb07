/** Sessions of powerful roles that outlast a working day. */
import { secondsOf } from '../../access/sessions.ts';
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact, roleOwner, roleSubject, setSubject } from '../subjects.ts';

export const longSession: Check = {
  id: 'long-session',
  number: 16,
  severity: 'medium',
  codes: ['roleSessionLong', 'setSessionLong'],
  controls: controls({ nist: ['AC-12', 'AC-6(5)'], iso: ['A.8.2', 'A.8.5'], soc2: ['CC6.1'], pci: ['8.2.8'] }),
  run(world, report) {
    const limit = world.settings.sessionHours;
    const powerfulSets = new Set(world.mappings().flatMap((mapping) => (mapping.grant.mechanism === 'identity-center' && world.isPowerful(mapping) ? [mapping.grant.through] : [])));
    for (const role of world.aws.roles()) {
      const { maxSessionDuration: seconds, name, account, arn } = role.value;
      if (seconds === null || seconds <= limit * 3600 || world.aws.powersOf(role.value).powers.length === 0) continue;
      // Of a role that Identity Center made, the set says how long.
      if (world.aws.setOf(role.value)) continue;
      report.add({
        code: 'roleSessionLong', severity: 'medium', reason: 'longLived', subject: roleSubject(role), owner: roleOwner(role.value),
        params: { role: name, account, hours: seconds / 3600, limit },
        evidence: [fact('sessionDuration', role.estate, arn, 'MaxSessionDuration', String(seconds))],
      });
    }
    for (const set of world.aws.permissionSets().values()) {
      const { arn, name, sessionDuration } = set.value;
      const seconds = sessionDuration === null ? null : secondsOf(sessionDuration);
      if (seconds === null || seconds <= limit * 3600 || !powerfulSets.has(arn)) continue;
      report.add({
        code: 'setSessionLong', severity: 'medium', reason: 'longLived', subject: setSubject(set),
        params: { set: name, hours: seconds / 3600, limit },
        evidence: [fact('sessionDuration', set.estate, arn, 'SessionDuration', sessionDuration!)],
      });
    }
  },
}; // prettier-ignore
