/** Rules about objects that move: delegation, service accounts, history, certificates, accounts nobody uses. */
import { movesObjects } from './codes.ts';
import { type Case, finding, type Finding } from './finding.ts';
import { type DirectoryFacts, flag, kindNumber } from './facts.ts';
import { fates } from './travel.ts';

const some = (each: Finding): Finding[] => (each.count > 0 ? [each] : []);

/** Of groups by their ids: the other domains that their members lie in. */
function domainsReached({ ids, domain, domains, links }: DirectoryFacts, groups: Int32Array): string[] {
  const wanted = new Set(groups);
  const reached = new Map<number, Set<number>>();
  for (let n = 0; n < links.member.length; n += 2) {
    const [group, member] = [links.member[n]!, links.member[n + 1]!];
    const id = ids[group]!;
    if (domain[group] === domain[member] || domain[member]! < 0 || !wanted.has(id)) continue;
    reached.set(id, (reached.get(id) ?? new Set()).add(domain[member]!));
  }
  return Array.from(groups, (id) => [...(reached.get(id) ?? [])].map((at) => domains[at]!.dns).join(', '));
}

/** A connector reads its one domain; a domain of its own has no members of others but through trusts. */
export function membership({ input, facts, choice, withFlag }: Case): Finding[] {
  const { kind } = input;
  if (kind === 'hybrid') return [];
  const among = movesObjects(kind) ? 'moving' : 'all';
  const foreign = withFlag(flag.foreignMembers, { among });
  const nested = withFlag(flag.crossDomain, { among });
  const noTrust = kind === 'simple-ad' || (kind === 'managed-ad' && choice('trust') === 'none');
  return [
    ...some(
      finding('nestedAcrossDomains', 'warning', {
        ids: nested,
        keys: nested.length > 0 ? domainsReached(facts, nested) : null,
        evidence: ['member'],
      }),
    ),
    ...some(
      finding('foreignMembers', noTrust ? 'blocker' : 'warning', {
        ids: foreign,
        evidence: ['member'],
        decision: kind === 'managed-ad' ? 'trust' : null,
      }),
    ),
  ];
}

/** AD Connector: users must have Kerberos pre-authentication (facts/aws-directory-service.md §2). */
export function connectorUsers({ input, withFlag }: Case): Finding[] {
  if (input.kind !== 'ad-connector') return [];
  const ids = withFlag(flag.noPreAuthentication, { kinds: ['user'], among: 'all' });
  return some(finding('noPreAuthentication', 'warning', { ids, evidence: ['userAccountControl'] }));
}

/** Nobody is Domain, Enterprise or Schema Admin in a Managed AD (facts/aws-directory-service.md §2). */
export function privileges({ input, facts, choice, withFlag }: Case): Finding[] {
  if (input.kind !== 'managed-ad') return [];
  const ids = withFlag(flag.privileged, { among: 'all' });
  const bits = flag.privileged | flag.servicePrincipal;
  const services: number[] = [];
  for (let at = 0; at < facts.ids.length; at++) {
    const has = facts.flags[at]!;
    const isAccount = facts.kind[at] === kindNumber.user || facts.kind[at] === kindNumber.serviceAccount;
    if (isAccount && (has & bits) === bits && (has & flag.own) === 0) services.push(facts.ids[at]!);
  }
  const stays = choice('privileged') === 'stay';
  const evidence = ['memberOf', 'adminCount'];
  return [
    ...some(finding('privilegedMembers', 'warning', { ids, evidence, decision: 'privileged' })),
    ...some(
      finding('privilegedServices', stays ? 'warning' : 'blocker', {
        ids: Int32Array.from(services),
        evidence: ['memberOf', 'servicePrincipalName'],
        decision: 'privileged',
      }),
    ),
  ];
}

/** Simple AD has no gMSA and no constrained delegation; Managed AD has both (facts/aws-directory-service.md §2). */
export function services({ input, facts, fate, choice, withFlag }: Case): Finding[] {
  if (!movesObjects(input.kind)) return [];
  const simple = input.kind === 'simple-ad';
  const worse = simple ? 'blocker' : 'warning';
  const managed: number[] = [];
  facts.kind.forEach((kind, at) => {
    if (kind === kindNumber.serviceAccount && fate[at] !== fates.own) managed.push(facts.ids[at]!);
  });
  const named = withFlag(flag.servicePrincipal, { kinds: ['user'], among: 'all' });
  const severity = choice('spns') === 'stay' ? 'information' : 'warning';
  return [
    ...some(
      finding('serviceAccounts', severity, {
        ids: named,
        evidence: ['servicePrincipalName'],
        decision: 'spns',
      }),
    ),
    ...some(
      finding('unconstrainedDelegation', 'warning', {
        ids: withFlag(flag.unconstrained),
        evidence: ['userAccountControl', 'servicePrincipalName'],
      }),
    ),
    ...some(
      finding('constrainedDelegation', worse, {
        ids: withFlag(flag.constrained),
        evidence: ['msDS-AllowedToDelegateTo', 'userAccountControl'],
      }),
    ),
    ...some(
      finding('resourceBasedDelegation', worse, {
        ids: withFlag(flag.resourceBased),
        evidence: ['msDS-AllowedToActOnBehalfOfOtherIdentity'],
      }),
    ),
    ...some(
      finding('managedServiceAccounts', worse, {
        ids: Int32Array.from(managed),
        evidence: ['objectClass', 'servicePrincipalName'],
      }),
    ),
  ];
}

/** What does not travel by itself: SIDs of before, keys and cards, passwords, suffixes. */
export function identity({ input, facts, fate, choice, isDecided, withFlag }: Case): Finding[] {
  if (!movesObjects(input.kind)) return [];
  const managed = input.kind === 'managed-ad';
  const moving = Int32Array.from([...facts.ids].filter((_, at) => fate[at] === fates.moves));
  const users = Int32Array.from(
    [...facts.ids].filter((_, at) => fate[at] === fates.moves && facts.kind[at] === kindNumber.user),
  );
  const carries = managed && choice('sidHistory') === 'carry';
  return [
    ...some(
      finding('sidHistory', 'warning', {
        ids: withFlag(flag.sidHistory),
        evidence: ['sIDHistory'],
        decision: managed ? 'sidHistory' : null,
      }),
    ),
    // MigrateSIDHistory, or Administrator of the target: no customer of a Managed AD is documented to have either.
    ...(carries ? some(finding('sidHistoryRight', 'blocker', { ids: moving, decision: 'sidHistory', evidence: ['objectSid'] })) : []),
    ...some(finding('certificates', 'warning', { ids: withFlag(flag.certificate), evidence: ['userCertificate'] })),
    ...some(finding('nameMappings', 'warning', { ids: withFlag(flag.nameMapping), evidence: ['altSecurityIdentities'] })),
    ...some(finding('keyCredentials', 'warning', { ids: withFlag(flag.keyCredential), evidence: ['msDS-KeyCredentialLink'] })),
    ...some(finding('smartcardRequired', 'warning', { ids: withFlag(flag.smartcard), evidence: ['userAccountControl'] })),
    ...some(
      finding('passwords', isDecided('passwords') ? 'information' : 'warning', {
        ids: users,
        params: { answer: choice('passwords') },
        evidence: ['pwdLastSet'],
        decision: 'passwords',
      }),
    ),
    ...some(
      finding('principalNameSuffixes', isDecided('upnSuffix') ? 'information' : 'warning', {
        counted: facts.suffixes,
        params: { answer: choice('upnSuffix') },
        evidence: ['userPrincipalName'],
        decision: 'upnSuffix',
      }),
    ),
  ];
} // prettier-ignore

/** Accounts that should not travel: told as information where they are left, as a warning where they are taken. */
export function unused({ input, choice, withFlag }: Case): Finding[] {
  if (!movesObjects(input.kind)) return [];
  const kinds = ['user', 'computer', 'serviceAccount'] as const;
  const about = (bits: number, decision: 'disabledAccounts' | 'staleAccounts', evidence: string[]) => ({
    severity: choice(decision) === 'leave' ? ('information' as const) : ('warning' as const),
    rest: { ids: withFlag(bits, { kinds, among: 'all' }), decision, evidence },
  });
  const disabled = about(flag.disabled, 'disabledAccounts', ['userAccountControl']);
  const stale = about(flag.stale, 'staleAccounts', ['lastLogonTimestamp']);
  const never = about(flag.neverSignedIn, 'staleAccounts', ['lastLogonTimestamp', 'whenCreated']);
  const expired = about(flag.expired, 'staleAccounts', ['accountExpires']);
  return [
    ...some(finding('disabledAccounts', disabled.severity, disabled.rest)),
    ...some(finding('staleAccounts', stale.severity, stale.rest)),
    ...some(finding('neverLoggedOn', never.severity, never.rest)),
    ...some(finding('expiredAccounts', expired.severity, expired.rest)),
  ];
}

/** Policies, zones, sites and machines: made by hand, or told for planning. */
export function surroundings({ input, facts, fate, isDecided, choice, withFlag }: Case): Finding[] {
  if (!movesObjects(input.kind)) return [];
  const { groupPolicies, groupPolicyLinks, passwordSettings, dnsZones, sites } = facts.others;
  const simple = input.kind === 'simple-ad';
  const machines = fate.some((each, at) => each === fates.moves && facts.kind[at] === kindNumber.computer);
  return [
    ...some(
      finding('groupPolicies', isDecided('groupPolicies') ? 'information' : 'warning', {
        ids: groupPolicies,
        params: { answer: choice('groupPolicies') },
        evidence: ['displayName', 'versionNumber'],
        decision: 'groupPolicies',
      }),
    ),
    ...some(
      finding('groupPolicyLinks', 'information', {
        ids: groupPolicyLinks,
        count: facts.policyLinks,
        evidence: ['gPLink'],
        decision: 'groupPolicies',
      }),
    ),
    ...some(
      finding('passwordSettings', simple ? 'warning' : 'information', {
        ids: passwordSettings,
        evidence: ['msDS-PasswordSettingsPrecedence', 'msDS-PSOAppliesTo'],
      }),
    ),
    ...some(
      finding('domainLocalGroups', 'warning', { ids: withFlag(flag.domainLocal), evidence: ['groupType'] }),
    ),
    ...some(
      finding('oldSystems', 'warning', {
        ids: withFlag(flag.oldSystem),
        evidence: ['operatingSystem', 'operatingSystemVersion'],
      }),
    ),
    ...(machines
      ? some(finding('operatingSystems', 'information', { counted: facts.operatingSystems, evidence: ['operatingSystem'], decision: 'computers' }))
      : []),
    ...some(finding('dnsZones', 'information', { ids: dnsZones, evidence: ['name'] })),
    // A customer can rename the first site and make no other (facts/aws-directory-service.md §2).
    ...(sites.length > 1 ? [finding('sites', 'information', { ids: sites, evidence: ['location'] })] : []),
  ];
} // prettier-ignore
