/** Whoever may hand a powerful role to a service and start that service has the role. */
import type { AwsPrincipal } from '../../access/awsPrincipals.ts';
import type { IamRole } from '../../estate/iam.ts';
import type { Known } from '../../mapping/estateIndex.ts';
import { rules } from '../../policy/evaluate/rules.ts';
import { isDenied } from '../../policy/passRole/asked.ts';
import type { AskedRole } from '../../policy/passRole/asked.ts';
import { isCircumstance } from '../../policy/lint/breadth.ts';
import { passer } from '../../policy/passRole/passRole.ts';
import type { Passing } from '../../policy/passRole/passRole.ts';
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { weighed } from '../certainty.ts';
import type { Subject } from '../finding.ts';
import { iamUserSubject } from '../iamUsers.ts';
import { fact, named, roleOwner, roleSubject } from '../subjects.ts';
import type { AuditWorld } from '../world.ts';

interface Passed {
  readonly passer: AwsPrincipal;
  readonly role: Known<IamRole>;
  readonly services: readonly string[];
  /** Nothing that is not known decides it. */
  readonly certain: boolean;
}

export const passRole: Check = {
  id: 'pass-role',
  number: 32,
  severity: 'high',
  codes: ['passesPowerfulRole', 'passedPowerfulRole'],
  controls: controls({ cis: ['1.16'], nist: ['AC-6(1)', 'AC-6(2)', 'AC-6(5)'], iso: ['A.8.2'], soc2: ['CC6.3'], pci: ['7.2.1', '7.2.2'] }),
  *run(world, report) {
    const passable = yield* passableRoles(world);
    const passed = new Map<string, Passed[]>();
    for (const principal of world.input.principals.byKey.values()) {
      yield;
      const there = passable.get(principal.account);
      if (!there || principal.permissionSet !== null && principal.role === null || isAdministrator(world, principal)) continue;
      const asker = principal.policies();
      // Compiling a trust and asking of it is dear: most may pass nothing at all.
      if (!asker?.sets.identity?.set.candidates('iam:passrole').allows.length) continue;
      const passedBy = passer(asker, rules);
      const found: Passed[] = [];
      for (const { role, asked } of there) {
        yield;
        if (asked.arn === principal.key) continue;
        const ways = passedBy(asked).filter(({ decision }) => !isDenied(decision));
        const sure = ways.filter(isSure);
        if (ways.length > 0) found.push({ passer: principal, role, services: (sure.length > 0 ? sure : ways).map(({ service }) => service), certain: sure.length > 0 });
      }
      if (found.length === 0) continue;
      for (const one of found) passed.set(one.role.value.arn, [...(passed.get(one.role.value.arn) ?? []), one]);
      const told = found.some(({ certain }) => certain) ? found.filter(({ certain }) => certain) : found;
      report.add({
        ...weighed(told[0]!.certain, 'high', 'leadsToAdministration'),
        code: 'passesPowerfulRole', subject: subjectOf(principal), owner: principal.role && roleOwner(principal.role),
        params: { role: principal.name, account: principal.account, services: named(told.flatMap(({ services }) => services)), roles: told.length },
        evidence: told.map(({ role, services }) => fact('passableRole', role.estate, role.value.arn, 'iam:PassRole', services.join(', '))),
      });
    }
    for (const some of passed.values()) {
      const { role } = some[0]!;
      const told = some.some(({ certain }) => certain) ? some.filter(({ certain }) => certain) : some;
      const { name, account, arn } = role.value;
      report.add({
        ...weighed(told[0]!.certain, 'high', 'leadsToAdministration'),
        code: 'passedPowerfulRole', subject: roleSubject(role), owner: roleOwner(role.value),
        params: { role: name, account, service: named(told.flatMap(({ services }) => services)), passers: told.length },
        evidence: told.map((one) => fact('passableRole', role.estate, one.passer.key, 'iam:PassRole', arn)),
      });
    }
  },
}; // prettier-ignore

/** What is open hangs on how and from where is asked alone, as the one who asks pleases. */
const isSure = ({ decision, pass, trust, ways }: Passing): boolean =>
  decision === 'allowed' ||
  [pass, trust, ways[0]!].every(({ conditions }) =>
    conditions.every((one) => one.kind === 'test' && isCircumstance({ ...one.test, path: '' })),
  );

interface Passable {
  readonly role: Known<IamRole>;
  readonly asked: AskedRole;
}

/** Powerful roles that a service takes, by account. */
function* passableRoles(world: AuditWorld): Generator<void, Map<string, Passable[]>, void> {
  const found = new Map<string, Passable[]>();
  const { principals } = world.input;
  for (const role of world.aws.roles()) {
    yield;
    if (world.aws.powersOf(role.value).powers.length === 0) continue;
    if (!world.aws.trustOf(role.value).entries.some(({ kind }) => kind === 'service')) continue;
    const { arn, account } = role.value;
    const principal = principals.get(arn);
    const { resourceControl, inManagementAccount } = principals.side(account);
    const trust = (principal && principals.trust(principal)?.set) ?? null;
    const one = { role, asked: { arn, account, inManagementAccount, trust, resourceControl } };
    const list = found.get(account);
    if (list) list.push(one);
    else found.set(account, [one]);
  }
  return found;
}

/** An administrator needs no way round. */
const isAdministrator = (world: AuditWorld, { role, user }: AwsPrincipal): boolean =>
  (role ? world.aws.powersOf(role) : world.aws.powersOfUser(user!)).powers.some(
    ({ is }) => is === 'administrator' || is === 'iamAdministrator',
  );

const subjectOf = ({ role, user, from }: AwsPrincipal): Subject =>
  role ? roleSubject({ value: role, estate: from }) : iamUserSubject(user!, from);
