/** Names and ids that change when a role is made anew, written into policies. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact, roleOwner, roleSubject } from '../subjects.ts';
import type { Subject, Owner } from '../finding.ts';
import type { EstateSnapshot } from '../../mapping/input.ts';

const patterns = [
  ['fixedReservedSuffix', /AWSReservedSSO_[\w+=,.@-]+_[0-9a-f]{16}/],
  ['fixedUniqueId', /AROA[A-Z0-9]{17}/],
] as const;

export const fixedRoleId: Check = {
  id: 'fixed-role-id',
  number: 18,
  severity: 'low',
  codes: ['fixedReservedSuffix', 'fixedUniqueId'],
  controls: controls({ nist: ['AC-3', 'CM-2'], iso: ['A.5.15', 'A.5.18'], soc2: ['CC6.1', 'CC8.1'] }),
  *run(world, report) {
    const look = (subject: Subject, owner: Owner | null, estate: EstateSnapshot, documents: readonly (readonly [string, unknown])[]): void => {
      for (const [code, pattern] of patterns) {
        const found = documents.flatMap(([where, document]) => {
          const value = pattern.exec(typeof document === 'string' ? document : JSON.stringify(document ?? ''))?.[0];
          return value === undefined ? [] : [{ where, value }];
        });
        const [first] = found;
        if (!first) continue;
        report.add({ code, severity: 'low', reason: 'latent', subject, owner, params: { value: first.value }, evidence: found.map(({ where, value }) => fact('policyStatement', estate, subject.where, where, value)) });
      }
    };
    for (const role of world.roles()) {
      const { trustPolicy, inlinePolicies } = role.value;
      look(roleSubject(role), roleOwner(role.value), role.estate, [['AssumeRolePolicyDocument', trustPolicy], ...inlinePolicies.map(({ name, document }) => [name, document] as const)]);
      yield;
    }
    for (const { value, estate } of world.policies().values()) {
      if (value.awsManaged) continue;
      const subject: Subject = { kind: 'policy', id: value.arn, name: value.name, where: value.arn, snapshotId: estate.snapshotId, objectId: null, account: value.account };
      look(subject, null, estate, value.versions.filter(({ isDefault }) => isDefault).map(({ versionId, document }) => [versionId, document]));
      yield;
    }
  },
}; // prettier-ignore
