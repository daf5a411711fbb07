/** Names and ids that change when a role is made anew, written into policies. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact, roleOwner, roleSubject, setSubject } from '../subjects.ts';
import type { Subject, Owner } from '../finding.ts';
import type { InlinePolicy } from '../../estate/iam.ts';
import { readOr } from '../../mapping/estateIndex.ts';
import { eachUser, iamUserSubject } from '../iamUsers.ts';
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
    const inlineOf = (policies: readonly InlinePolicy[]) => policies.map(({ name, document }) => [name, document] as const);
    for (const role of world.aws.roles()) {
      const { trustPolicy, inlinePolicies } = role.value;
      // What Identity Center made of a set is told of the set.
      const inline = world.aws.setOf(role.value) ? [] : inlineOf(inlinePolicies);
      look(roleSubject(role), roleOwner(role.value), role.estate, [['AssumeRolePolicyDocument', trustPolicy], ...inline]);
      yield;
    }
    eachUser(world, report, ({ user, estate }) => look(iamUserSubject(user, estate), null, estate, inlineOf(user.inlinePolicies)));
    const groups = new Set<string>();
    for (const estate of world.aws.estates.estates)
      for (const { arn, groupId, name, account, inlinePolicies } of readOr(estate.facts.groups)) {
        if (groups.has(arn)) continue;
        groups.add(arn);
        look({ kind: 'iamGroup', id: groupId || arn, name, where: arn, snapshotId: estate.snapshotId, objectId: null, account }, null, estate, inlineOf(inlinePolicies));
      }
    for (const set of world.aws.permissionSets().values())
      if (set.value.inlinePolicy !== null) look(setSubject(set), null, set.estate, [['InlinePolicy', set.value.inlinePolicy]]);
    yield;
    for (const { value, estate } of world.aws.policies().values()) {
      if (value.awsManaged) continue;
      const subject: Subject = { kind: 'policy', id: value.arn, name: value.name, where: value.arn, snapshotId: estate.snapshotId, objectId: null, account: value.account };
      look(subject, null, estate, value.versions.filter(({ isDefault }) => isDefault).map(({ versionId, document }) => [versionId, document]));
      yield;
    }
  },
}; // prettier-ignore
