/** Roles and permission sets that are administrators, or make themselves any right. */
import type { IamRole } from '../../estate/iam.ts';
import type { Known } from '../../mapping/estateIndex.ts';
import type { Evidence } from '../../mapping/grant.ts';
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import type { Draft } from '../finding.ts';
import type { Power } from '../powers.ts';
import { fact, named, roleOwner, roleSubject, setSubject } from '../subjects.ts';

export const powerfulRole: Check = {
  id: 'powerful-role',
  number: 13,
  severity: 'high',
  codes: ['roleAdministers', 'roleAdministersIam', 'rolePassesAnyRole', 'roleEscalates', 'setMakesAnyRight'],
  controls: controls({ cis: ['1.16'], nist: ['AC-6(1)', 'AC-6(2)', 'AC-6(5)'], iso: ['A.8.2', 'A.5.18'], soc2: ['CC6.3'], pci: ['7.2.1', '7.2.2'] }),
  *run(world, report) {
    const mapped = new Set(world.open().map(({ grant }) => grant.roleArn));
    const assigned = new Set(world.open().map(({ grant }) => grant.through));
    /** Copies of one permission set in several accounts are told once. */
    const ofSets = new Map<string, Known<IamRole>[]>();
    for (const role of world.aws.roles()) {
      const { powers, unread } = world.aws.powersOf(role.value);
      for (const name of unread) report.notJudged('policyNotRead', name.startsWith('arn:') ? name : `${role.value.arn} ${name}`);
      yield;
      if (powers.length === 0) continue;
      const set = world.aws.setOf(role.value);
      if (set) {
        const copies = ofSets.get(set.value.arn);
        if (copies) copies.push(role);
        else ofSets.set(set.value.arn, [role]);
        continue;
      }
      const { name, account, arn } = role.value;
      const about = {
        subject: roleSubject(role),
        owner: roleOwner(role.value),
        reason: 'leadsToAdministration',
        // A role that directory groups open is nearer to everybody than one for services.
        severity: mapped.has(arn) ? 'high' : 'medium',
        params: { role: name, account },
      } as const satisfies Partial<Draft>;
      const evidence = powers.map((power) => powerFact(role, power));
      const [first] = powers;
      const escalating = powers.filter(({ is }) => is === 'escalation');
      if (first!.is === 'administrator') report.add({ ...about, code: 'roleAdministers', evidence });
      else if (first!.is === 'iamAdministrator') report.add({ ...about, code: 'roleAdministersIam', evidence });
      else {
        if (first!.is === 'passRoleAny') report.add({ ...about, code: 'rolePassesAnyRole', evidence: evidence.slice(0, 1) });
        if (escalating.length > 0)
          report.add({ ...about, code: 'roleEscalates', params: { ...about.params, actions: [...new Set(escalating.flatMap(({ actions }) => actions))].join(', ') }, evidence: evidence.filter((_, at) => powers[at]!.is === 'escalation') });
      }
    }
    for (const [arn, copies] of ofSets) {
      const set = world.aws.permissionSets().get(arn)!;
      report.add({
        code: 'setMakesAnyRight',
        severity: assigned.has(arn) ? 'high' : 'medium',
        reason: 'leadsToAdministration',
        subject: setSubject(set),
        params: { set: set.value.name, accounts: named(copies.map(({ value }) => value.account)) },
        evidence: copies.flatMap((role) => world.aws.powersOf(role.value).powers.map((power) => powerFact(role, power))),
      });
    }
  },
}; // prettier-ignore

const powerFact = ({ value: { arn }, estate }: Known<IamRole>, { arn: policy, policy: inline, path, actions, is }: Power): Evidence =>
  fact('policyStatement', estate, policy ?? `${arn} ${inline}`, path, actions.length > 0 ? actions.join(', ') : is); // prettier-ignore
