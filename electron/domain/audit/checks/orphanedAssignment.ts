/** Assignments to a group that the identity store or the directory no longer has. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact, named } from '../subjects.ts';
import type { AccountAssignment } from '../../estate/identityCenter.ts';

export const orphanedAssignment: Check = {
  id: 'orphaned-assignment',
  number: 20,
  severity: 'medium',
  codes: ['storeGroupMissing', 'directoryGroupMissing'],
  controls: controls({ nist: ['AC-2', 'AC-6(7)'], iso: ['A.5.18'], soc2: ['CC6.2', 'CC6.3'], pci: ['7.2.4', '8.2.5'] }),
  run(world, report) {
    const missing = new Set(world.mappings().flatMap(({ grant }) => {
      const joined = grant.issues.includes('principalMissing');
      return grant.mechanism === 'identity-center' && joined ? grant.evidence.flatMap(({ code, where }) => (code === 'storeName' ? [where] : [])) : [];
    }));
    for (const { value: center, estate } of world.aws.centers()) {
      const groups = new Map(center.groups.map((group) => [group.groupId, group.displayName]));
      const unread = (center.notRead ?? []).some(({ part }) => part === 'groups');
      const byGroup = Map.groupBy(center.assignments.filter(({ principalType }) => principalType === 'GROUP'), ({ principalId }) => principalId);
      const about = (principalId: string, of: readonly AccountAssignment[], name: string) => ({
        severity: 'medium' as const, reason: 'latent' as const,
        subject: { kind: 'assignment' as const, id: principalId, name, where: principalId, snapshotId: estate.snapshotId, objectId: null, account: of[0]!.account },
        evidence: of.map(({ account, permissionSetArn }) => fact('assignment', estate, permissionSetArn, `${account} GROUP`, principalId)),
      });
      const setsOf = (of: readonly AccountAssignment[]): string => named(of.map(({ account, permissionSetArn }) => `${world.aws.permissionSets().get(permissionSetArn)?.value.name ?? permissionSetArn} (${account})`));
      for (const [principalId, of] of byGroup) {
        const name = groups.get(principalId);
        if (name === undefined && !unread) report.add({ ...about(principalId, of, principalId), code: 'storeGroupMissing', params: { id: principalId, sets: setsOf(of) } });
        else if (name !== undefined && missing.has(principalId)) {
          const base = about(principalId, of, name);
          report.add({ ...base, code: 'directoryGroupMissing', params: { name, sets: setsOf(of) }, evidence: [...base.evidence, fact('identityStore', estate, principalId, 'DisplayName', name)] });
        }
      }
    }
  },
}; // prettier-ignore
