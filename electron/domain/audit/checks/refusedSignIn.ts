/** Roles that rules send and AWS refuses all the same: a session longer than the role's, or a person without a name for it. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { mostEvidence } from '../finding.ts';
import type { Report } from '../finding.ts';
import { accountState } from '../input.ts';
import type { RuleDocument } from '../input.ts';
import type { SentAssertion } from '../assertions.ts';
import { fact, roleOwner, roleSubject, rolesOf } from '../subjects.ts';
import type { AuditWorld, Mapping } from '../world.ts';

/** Who has one name: a node of each person. */
type Sharing = ReadonlyMap<string | number, number>;

/** One relying party's rules, and the grants that they make. */
interface Sent {
  readonly file: RuleDocument;
  readonly assertion: SentAssertion;
  readonly mappings: readonly Mapping[];
}

export const refusedSignIn: Check = {
  id: 'refused-sign-in',
  number: null,
  severity: 'medium',
  codes: ['durationOverMaximum', 'sessionNameMissing', 'sessionNameShared'],
  controls: controls({ nist: ['AC-3', 'AU-10', 'IA-4'], iso: ['A.5.16', 'A.8.5'], soc2: ['CC6.1'], pci: ['8.2.1'] }),
  *run(world, report) {
    for (const sent of sentOf(world)) {
      tooLong(world, report, sent);
      yield;
      yield* sessionNames(world, report, sent);
    }
  },
}; // prettier-ignore

/** Rules that nothing hangs on send nobody anywhere. */
function sentOf(world: AuditWorld): Sent[] {
  const byRules = new Map<string, Mapping[]>();
  for (const mapping of world.mappings()) {
    const rule = mapping.grant.evidence.find(({ code }) => code === 'claimRule');
    if (!rule || mapping.grant.status === 'broken') continue;
    const key = `${rule.snapshotId} ${rule.where}`;
    const list = byRules.get(key);
    if (list) list.push(mapping);
    else byRules.set(key, [mapping]);
  }
  return world.ruleFiles().flatMap(({ file, assertions }) =>
    assertions.flatMap((assertion) => {
      const mappings = byRules.get(`${file.snapshotId} ${assertion.name}`);
      return mappings ? [{ file, assertion, mappings }] : [];
    }),
  );
}

/** "Requested DurationSeconds exceeds MaxSessionDuration set for this role": domain/claims/assertion/codes.ts, [T]. */
function tooLong(world: AuditWorld, report: Report, { file, assertion: { duration, name }, mappings }: Sent): void {
  if (duration === null) return;
  for (const arn of new Set(mappings.map(({ grant }) => grant.roleArn))) {
    const role = world.aws.role(arn);
    const maximum = role?.value.maxSessionDuration ?? null;
    if (!role || maximum === null || duration.seconds <= maximum) continue;
    report.add({
      code: 'durationOverMaximum', severity: 'medium', reason: 'signInFails', part: name,
      subject: roleSubject(role), owner: roleOwner(role.value),
      params: { role: role.value.name, account: role.value.account, file: name, hours: duration.seconds / 3600, limit: maximum / 3600 },
      evidence: [
        fact('sessionDuration', role.estate, role.value.arn, 'MaxSessionDuration', String(maximum)),
        fact('rule', file, file.name, `line ${duration.line}`, `SessionDuration ${duration.seconds}`),
      ],
    });
  }
} // prettier-ignore

/** Whoever cannot sign in is refused anyway; services and the system itself do not come by claims. */
const elsewhere =
  accountState.disabled | accountState.expired | accountState.servicePrincipal | accountState.system;

/** Without RoleSessionName AWS refuses the sign-in; under one name nobody tells two people apart. */
function* sessionNames(world: AuditWorld, report: Report, { file, assertion, mappings }: Sent): Generator<void> {
  if (assertion.sessionName === null) {
    report.notJudged('ruleNotUnderstood', `${assertion.name} RoleSessionName`);
    return;
  }
  const { attribute, line } = assertion.sessionName;
  const unread = unreadSources(world, attribute);
  for (const source of unread) report.notJudged('attributeNotRead', `${source} ${attribute}`);
  const names = yield* world.input.textHashes(attribute);
  const { state } = world.accounts();
  const roles = new Map<number, Mapping[]>();
  for (const mapping of mappings) {
    yield;
    if (mapping.node < 0 || mapping.grant.status !== 'works') continue;
    world.members.arriving(mapping, (node) => {
      if (!world.members.isPerson(node) || (state[node]! & elsewhere) !== 0) return;
      const list = roles.get(node);
      if (list) list.push(mapping);
      else roles.set(node, [mapping]);
    });
  }
  const byName = new Map<number, number[]>();
  for (const node of roles.keys()) {
    const known = byName.get(names[node]!);
    if (known) known.push(node);
    else byName.set(names[node]!, [node]);
  }
  const value = (one: number): string => world.input.values(one, attribute)[0] ?? '';
  const sharing = new Map<number, ReadonlyMap<string, Sharing>>();
  /** By the text itself, read once each: other texts may have the same number. */
  function* sharingOf(name: number): Generator<void, ReadonlyMap<string, Sharing>> {
    const known = sharing.get(name);
    if (known) return known;
    const found = new Map<string, Map<string | number, number>>();
    for (const one of byName.get(name)!) {
      yield;
      const text = value(one).toLowerCase();
      let people = found.get(text);
      if (!people) found.set(text, (people = new Map()));
      // A copy of somebody, as another source has it, is the same person.
      const person = world.objects.sidOf(one) ?? one;
      if (!people.has(person)) people.set(person, one);
    }
    sharing.set(name, found);
    return found;
  }
  for (const [node, reached] of roles) {
    const name = names[node]!;
    const others = name === 0 ? [] : byName.get(name)!;
    if (name !== 0 && others.length < 2) continue;
    if (report.full) {
      report.more();
      continue;
    }
    yield;
    const { dn, snapshotId } = world.objects.of(node);
    const from = { snapshotId, readAt: world.objects.readAtOf(node) };
    if (unread.has(world.objects.sourceOf(snapshotId).sourceName)) continue;
    const about = { subject: world.objects.subjectOf(node), part: assertion.name };
    const rule = fact('rule', file, file.name, `line ${line}`, `RoleSessionName ${attribute}`);
    if (name === 0)
      report.add({ ...about, code: 'sessionNameMissing', severity: 'low', reason: 'signInFails', params: { attribute, roles: rolesOf(reached), file: assertion.name }, evidence: [fact('attribute', from, dn, attribute, ''), rule] });
    else {
      const people = (yield* sharingOf(name)).get(value(node).toLowerCase());
      if (!people || people.size < 2) continue;
      const own = world.objects.sidOf(node) ?? node;
      const same = people.entries().filter(([person]) => person !== own).take(mostEvidence).map(([, one]) => one);
      report.add({
        ...about, code: 'sessionNameShared', severity: 'medium', reason: 'hardToReview',
        params: { name: value(node), count: people.size, roles: rolesOf(reached), file: assertion.name },
        evidence: [fact('attribute', from, dn, attribute, value(node)), ...same.map((one) => fact('attribute', from, world.objects.of(one).dn, attribute, value(one))), rule],
        evidenceTotal: people.size + 1,
      });
    }
  }
} // prettier-ignore

/** Sources of which nobody knows what an attribute holds. */
const unreadSources = (world: AuditWorld, attribute: string): ReadonlySet<string> =>
  new Set(
    world.input.missing.flatMap((one) =>
      one.attribute?.toLowerCase() === attribute.toLowerCase() ? [one.sourceName] : [],
    ),
  );
