/** Whoever may hand a powerful role to a service and start that service has the role. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import type { IamRole } from '../../estate/iam.ts';
import type { Known } from '../../mapping/estateIndex.ts';
import { passedTo } from '../../policy/passRole/actions.ts';
import { fact, named, roleOwner, roleSubject } from '../subjects.ts';

interface Passable {
  readonly role: Known<IamRole>;
  readonly service: string;
}

export const passRole: Check = {
  id: 'pass-role',
  number: 32,
  severity: 'high',
  codes: ['passesPowerfulRole', 'passedPowerfulRole'],
  controls: controls({ cis: ['1.16'], nist: ['AC-6(1)', 'AC-6(2)', 'AC-6(5)'], iso: ['A.8.2'], soc2: ['CC6.3'], pci: ['7.2.1', '7.2.2'] }),
  *run(world, report) {
    const starters = new Map(passedTo.map(({ service, actions }) => [service, actions.map(({ action }) => action)]));
    const byAccount = new Map<string, Passable[]>();
    for (const role of world.roles()) {
      const { powers } = world.powersOf(role.value);
      const service = world.trustOf(role.value).entries.find(({ kind, principal }) => kind === 'service' && starters.has(principal))?.principal;
      if (powers.length > 0 && service !== undefined) {
        const list = byAccount.get(role.value.account);
        if (list) list.push({ role, service });
        else byAccount.set(role.value.account, [{ role, service }]);
      }
      yield;
    }
    const passers = new Map<string, string[]>();
    for (const role of world.roles()) {
      yield;
      const passable = byAccount.get(role.value.account);
      const { powers, allows } = world.powersOf(role.value);
      // An administrator needs no way round.
      if (!passable || powers.some(({ is }) => is === 'administrator' || is === 'iamAdministrator') || !allows('iam:PassRole')) continue;
      const reached = passable.filter((one) => one.role.value.arn !== role.value.arn && starters.get(one.service)!.some(allows));
      if (reached.length === 0) continue;
      for (const one of reached) passers.set(one.role.value.arn, [...(passers.get(one.role.value.arn) ?? []), role.value.arn]);
      const { name, account } = role.value;
      report.add({
        code: 'passesPowerfulRole', severity: 'high', reason: 'leadsToAdministration', subject: roleSubject(role), owner: roleOwner(role.value),
        params: { role: name, account, services: named(reached.map(({ service }) => service)), roles: reached.length },
        evidence: reached.map((one) => fact('passableRole', one.role.estate, one.role.value.arn, 'iam:PassRole', one.service)),
      });
    }
    for (const { role, service } of [...byAccount.values()].flat()) {
      const by = passers.get(role.value.arn);
      if (!by) continue;
      const { name, account, arn } = role.value;
      report.add({
        code: 'passedPowerfulRole', severity: 'high', reason: 'leadsToAdministration', subject: roleSubject(role), owner: roleOwner(role.value),
        params: { role: name, account, service, passers: by.length },
        evidence: by.map((passer) => fact('passableRole', role.estate, passer, 'iam:PassRole', arn)),
      });
    }
  },
}; // prettier-ignore
