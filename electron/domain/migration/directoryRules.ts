/** Rules about the directory as a whole: Identity Center, domains, controllers, trusts, schema, sizes. */
import { type Guidance, guidance } from '../compare/fit/guidance.ts';
import { mailboxAttributes } from '../compare/fit/products.ts';
import { movesObjects, type TargetKind, type TargetSize } from './codes.ts';
import { type Counted, flag } from './facts.ts';
import { type Case, finding, type Finding } from './finding.ts';
import { fates } from './travel.ts';

/** What is recommended for a size; a hybrid directory and a connector hold nothing of their own. */
const guidanceOf: Readonly<Record<TargetSize, Partial<Record<TargetKind, Guidance>>>> = {
  standard: { 'managed-ad': guidance.managedStandard },
  enterprise: { 'managed-ad': guidance.managedEnterprise },
  small: { 'simple-ad': guidance.simpleSmall },
  large: { 'simple-ad': guidance.simpleLarge },
};

/**
 * Changing the source to or from Active Directory deletes users, groups and assignments (notes/users.md). Simple AD cannot be
 * the source at all (facts/aws-directory-service.md §2).
 */
export function identityCenter({ input, choice, isDecided }: Case): Finding[] {
  const fact = input.identityCenter;
  if (fact === null || fact.fedByTarget) return [];
  const { users, groups, assignments } = fact;
  const params = { users, groups, assignments };
  if (input.kind === 'simple-ad')
    return fact.source === 'activeDirectory'
      ? [finding('identityCenter', 'blocker', { params, count: assignments })]
      : [];
  if (choice('identityCenter') === 'keep') return [];
  const severity = isDecided('identityCenter') ? 'warning' : 'blocker';
  return [finding('identityCenter', severity, { params, count: assignments, decision: 'identityCenter' })];
}

const singleLabel = (dns: string): boolean => !dns.includes('.');

export function domains({ input, facts, choice }: Case): Finding[] {
  const found: Finding[] = [];
  const { kind } = input;
  const counts = new Map<number, number>();
  for (const domain of facts.domain) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  if (facts.domains.length > 1) {
    const counted = facts.domains.map(({ dns }, at): Counted => ({ name: dns, count: counts.get(at) ?? 0 }));
    found.push(finding('severalDomains', 'warning', { counted, evidence: ['objectSid'] }));
  }
  const single = facts.domains.filter(({ dns }) => singleLabel(dns));
  const trusted = kind === 'managed-ad' && choice('trust') !== 'none';
  if (single.length > 0 && (kind === 'ad-connector' || trusted)) {
    const counted = single.map(({ dns }): Counted => ({ name: dns, count: 1 }));
    found.push(
      finding('singleLabelDomain', 'blocker', {
        counted,
        decision: trusted ? 'trust' : null,
        evidence: ['dc'],
      }),
    );
  }
  return found;
}

/**
 * Hybrid: domain level 2012 R2 or 2016 (6, 7), two normal controllers. AD Connector: level 2003 (2) or more. A level that was
 * not read is no low one: it is said, as a warning.
 */
export function levels({ input, facts, withFlag }: Case): Finding[] {
  const { kind } = input;
  if (movesObjects(kind)) return [];
  const fits = (level: number): boolean => (kind === 'hybrid' ? level === 6 || level === 7 : level >= 2);
  const wrong = facts.domains.filter(({ level }) => level === null || !fits(level));
  const found: Finding[] = [];
  if (wrong.length > 0) {
    const counted = wrong.map(({ dns, level }): Counted => ({ name: dns, count: level ?? -1 }));
    const severity = wrong.some(({ level }) => level !== null) ? 'blocker' : 'warning';
    found.push(finding('domainLevel', severity, { counted, evidence: ['msDS-Behavior-Version'] }));
  }
  const readOnly = Int32Array.from(
    [...facts.ids].filter((_, at) => (facts.flags[at]! & flag.readOnlyController) !== 0),
  );
  if (readOnly.length > 0)
    found.push(
      finding('readOnlyControllers', 'information', { ids: readOnly, evidence: ['userAccountControl'] }),
    );
  if (kind === 'hybrid') {
    const counted = facts.domains.map(({ dns }, domain): Counted => {
      let count = 0;
      for (let at = 0; at < facts.ids.length; at++) {
        const normal = (facts.flags[at]! & (flag.controller | flag.readOnlyController)) === flag.controller;
        if (normal && facts.domain[at] === domain) count++;
      }
      return { name: dns, count };
    });
    const few = counted.filter(({ count }) => count < 2);
    if (few.length > 0)
      found.push(finding('tooFewControllers', 'blocker', { counted: few, evidence: ['userAccountControl'] }));
    const privileged = withFlag(flag.privileged, { among: 'all' });
    if (privileged.length > 0)
      found.push(finding('privilegedMembers', 'information', { ids: privileged, evidence: ['memberOf'] }));
  }
  return found;
}

export function sizes({ input, facts, fate, there }: Case): Finding[] {
  const { kind, size, into } = input;
  const limits = size === null ? undefined : guidanceOf[size][kind];
  const found: Finding[] = [];
  if (kind === 'simple-ad' && into === null) found.push(finding('simpleAdClosed', 'warning', { count: 0 }));
  if (!limits) return found;
  let objects = into?.objects ?? 0;
  let users = into ? into.kind.reduce((sum, each) => sum + (each === 0 ? 1 : 0), 0) : 0;
  for (let at = 0; at < fate.length; at++) {
    // Who is there already was counted with the target.
    if (fate[at] !== fates.moves || there.has(at)) continue;
    objects++;
    if (facts.kind[at] === 0) users++;
  }
  if (objects > limits.objects)
    found.push(
      finding('objectsOverGuidance', 'warning', { count: objects, params: { guidance: limits.objects } }),
    );
  if (limits.users !== null && users > limits.users)
    found.push(finding('usersOverGuidance', 'warning', { count: users, params: { guidance: limits.users } }));
  return found;
}

/** Managed AD: forest or external, no single-label domains; Simple AD: none; a connector does not use any. */
export function trusts({ input, facts }: Case): Finding[] {
  const outer = facts.trusts.filter(({ kind }) => kind !== 'intraForest');
  const { kind } = input;
  if (outer.length === 0 || kind === 'hybrid') return [];
  const about = (some: readonly (typeof outer)[number][]) => ({
    ids: Int32Array.from(some, ({ id }) => id),
    keys: some.map(({ partner }) => partner),
    evidence: ['trustPartner', 'trustDirection', 'trustType', 'trustAttributes'],
  });
  if (kind === 'simple-ad') return [finding('trusts', 'blocker', about(outer))];
  if (kind === 'ad-connector') return [finding('trusts', 'warning', about(outer))];
  const realms = outer.filter((trust) => trust.kind === 'realm');
  const single = outer.filter((trust) => trust.kind !== 'realm' && singleLabel(trust.partner));
  return [
    finding('trusts', 'information', { ...about(outer), decision: 'trust' }),
    ...(realms.length > 0 ? [finding('trustsToRealms', 'blocker', about(realms))] : []),
    ...(single.length > 0 ? [finding('trustsToSingleLabels', 'blocker', about(single))] : []),
  ];
}

/** Traces of Exchange, AD CS and AD FS. Managed AD holds no Exchange and no enrolment web services. */
export function products({ input, facts, withFlag }: Case): Finding[] {
  if (!movesObjects(input.kind)) return [];
  const { exchange, certificationAuthorities, federationServices } = facts.others;
  const mailboxes = withFlag(flag.exchange);
  const found: Finding[] = [];
  if (exchange.length > 0)
    found.push(
      finding('exchange', 'blocker', {
        ids: exchange,
        params: { mailboxes: mailboxes.length },
        evidence: ['objectClass'],
      }),
    );
  else if (mailboxes.length > 0)
    found.push(
      finding('exchange', 'warning', {
        ids: mailboxes,
        params: { mailboxes: mailboxes.length },
        evidence: [...mailboxAttributes],
      }),
    );
  if (certificationAuthorities.length > 0)
    found.push(
      finding('certificationAuthorities', 'warning', {
        ids: certificationAuthorities,
        evidence: ['dNSHostName'],
      }),
    );
  if (federationServices.length > 0)
    found.push(
      finding('federationServices', 'warning', { ids: federationServices, evidence: ['objectClass'] }),
    );
  return found;
}
