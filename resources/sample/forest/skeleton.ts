/** What every domain has from its first day: head, containers, well-known principals, policies, trusts. */
import { sidBytes, spanOfDays } from '../encode.ts';
import { daysBefore, groupType, never, uac } from '../plan.ts';
import type { DomainPlan } from '../plan.ts';
import { randomOf } from '../prng.ts';
import { Domain, uuid } from './domain.ts';
import type { Item } from './domain.ts';
import { addGroup, addMembers, guids, protectedAces, rights, unitAces, wellKnown } from './groups.ts';
import { forestTrustInfo } from './trustInfo.ts';

const genesis = daysBefore(5200);

/** Aliases of CN=Builtin: RID, name (facts/active-directory.md §6). */
const aliases: readonly (readonly [number, string])[] = [
  [544, 'Administrators'],
  [545, 'Users'],
  [546, 'Guests'],
  [548, 'Account Operators'],
  [549, 'Server Operators'],
  [550, 'Print Operators'],
  [551, 'Backup Operators'],
  [552, 'Replicator'],
  [554, 'Pre-Windows 2000 Compatible Access'],
  [555, 'Remote Desktop Users'],
  [557, 'Incoming Forest Trust Builders'],
  [560, 'Windows Authorization Access Group'],
  [580, 'Remote Management Users'],
];
const protectedRids = new Set([500, 502, 512, 516, 518, 519, 521, 544, 548, 549, 550, 551, 552]);

/** Groups of CN=Users: RID, name, scope, forest root only. */
const domainGroups: readonly (readonly [number, string, 'global' | 'domainLocal' | 'universal', boolean])[] =
  [
    [512, 'Domain Admins', 'global', false],
    [513, 'Domain Users', 'global', false],
    [514, 'Domain Guests', 'global', false],
    [515, 'Domain Computers', 'global', false],
    [516, 'Domain Controllers', 'global', false],
    [517, 'Cert Publishers', 'domainLocal', false],
    [518, 'Schema Admins', 'universal', true],
    [519, 'Enterprise Admins', 'universal', true],
    [520, 'Group Policy Creator Owners', 'global', false],
    [521, 'Read-only Domain Controllers', 'global', false],
    [525, 'Protected Users', 'global', false],
    [526, 'Key Admins', 'global', false],
    [527, 'Enterprise Key Admins', 'universal', true],
    [553, 'RAS and IAS Servers', 'domainLocal', false],
    [571, 'Allowed RODC Password Replication Group', 'domainLocal', false],
    [572, 'Denied RODC Password Replication Group', 'domainLocal', false],
  ];

/** wellKnownObjects of a domain's head ([MS-ADTS] 6.1.1.4), with the container that new computers go to. */
export const wellKnownContainers = (base: string, computers = 'CN=Computers'): string[] =>
  [
    ['A9D1CA15768811D1ADED00C04FD8D5CD', 'CN=Users'],
    ['AA312825768811D1ADED00C04FD8D5CD', computers],
    ['A361B2FFFFD211D1AA4B00C04FD7D83A', 'OU=Domain Controllers'],
    ['AB1D30F3768811D1ADED00C04FD8D5CD', 'CN=System'],
    ['22B70C67D56E4EFB91E9300FCA3DC1AA', 'CN=ForeignSecurityPrincipals'],
    ['AB8153B7768811D1ADED00C04FD8D5CD', 'CN=LostAndFound'],
    ['2FBAC1870ADE11D297C400C04FD8D5CD', 'CN=Infrastructure'],
    ['09460C08AE1E4A4EA0F64AEE7DAA1E5A', 'CN=Program Data'],
  ].map(([guid, name]) => `B:32:${guid}:${name},${base}`);

/** Makes the domain with its default objects. `rootOfForest` adds the groups that only a forest root has. */
export function foundDomain(
  plan: DomainPlan,
  schema: string,
  rootOfForest: boolean,
  firstController: string,
): Domain {
  const domain = new Domain(plan, schema);
  const { base } = plan;
  const configuration = schema.slice('CN=Schema,'.length);
  const roleOwner = `CN=NTDS Settings,CN=${firstController},CN=Servers,CN=${siteOf(firstController)},CN=Sites,${configuration}`;
  const head = domain.add({
    parent: '',
    name: base,
    classes: ['domain', 'domainDNS'],
    sid: plan.sid,
    created: genesis,
    attributes: {
      'msDS-Behavior-Version': 7,
      fSMORoleOwner: roleOwner,
      minPwdLength: 12,
      pwdHistoryLength: 24,
      pwdProperties: 1,
      minPwdAge: spanOfDays(1),
      maxPwdAge: spanOfDays(180),
      lockoutDuration: spanOfDays(1 / 48),
      lockOutObservationWindow: spanOfDays(1 / 48),
      lockoutThreshold: 8,
      'ms-DS-MachineAccountQuota': 0,
      gPLink: `[LDAP://cn={31B2F340-016D-11D2-945F-00C04FB984F9},cn=policies,cn=system,${base};0]`,
      wellKnownObjects: wellKnownContainers(base),
      isCriticalSystemObject: 'TRUE',
      systemFlags: -1946157056,
    },
  });
  for (const name of [
    'Users',
    'Computers',
    'System',
    'Managed Service Accounts',
    'ForeignSecurityPrincipals',
    'Program Data',
    'LostAndFound',
    'Keys',
  ]) {
    domain.add({
      parent: base,
      name,
      classes: [name === 'LostAndFound' ? 'lostAndFound' : 'container'],
      created: genesis,
      attributes: { description: containerWords[name], isCriticalSystemObject: 'TRUE' },
    });
  }
  const controllers = domain.ou(base, 'Domain Controllers', 'Default container for domain controllers');
  domain.secure(controllers, unitAces(domain, []));
  domain.add({
    parent: base,
    name: 'Builtin',
    classes: ['builtinDomain'],
    sid: 'S-1-5-32',
    created: genesis,
  });
  domain.add({
    parent: base,
    name: 'Infrastructure',
    classes: ['infrastructureUpdate'],
    created: genesis,
    attributes: { fSMORoleOwner: roleOwner },
  });
  const system = `CN=System,${base}`;
  domain.add({
    parent: system,
    name: 'RID Manager$',
    classes: ['rIDManager'],
    created: genesis,
    attributes: { fSMORoleOwner: roleOwner, rIDAvailablePool: '4611686014132420609' },
  });
  const holder = domain.add({
    parent: system,
    name: 'AdminSDHolder',
    classes: ['container'],
    created: genesis,
  });
  domain.secure(holder, protectedAces(domain), { protectedDacl: true });
  domain.add({
    parent: base,
    name: 'NTDS Quotas',
    classes: ['msDS-QuotaContainer'],
    created: genesis,
    attributes: { description: 'Quota specifications container', 'msDS-TombstoneQuotaFactor': 100 },
  });
  for (const name of ['Policies', 'WMIPolicy', 'IP Security', 'MicrosoftDNS']) domain.container(system, name);
  domain.add({
    parent: system,
    name: 'Password Settings Container',
    classes: ['msDS-PasswordSettingsContainer'],
    created: genesis,
  });

  const groups = new Map<number, Item>();
  for (const [rid, name] of aliases) {
    groups.set(
      rid,
      addGroup(domain, {
        parent: `CN=Builtin,${base}`,
        name,
        sid: `S-1-5-32-${rid}`,
        type: groupType.builtinLocal,
        adminCount: protectedRids.has(rid),
      }),
    );
  }
  for (const [rid, name, scope, rootOnly] of domainGroups) {
    if (rootOnly && !rootOfForest) continue;
    groups.set(
      rid,
      addGroup(domain, {
        parent: `CN=Users,${base}`,
        name,
        sid: rid,
        type: groupType[scope],
        adminCount: protectedRids.has(rid),
      }),
    );
  }
  const principal = (name: string, rid: number, flags: number, group: number, description: string): Item =>
    domain.add({
      parent: `CN=Users,${base}`,
      name,
      classes: ['person', 'organizationalPerson', 'user'],
      sid: rid,
      created: genesis,
      attributes: {
        sAMAccountName: name,
        sAMAccountType: 0x30000000,
        userAccountControl: flags,
        primaryGroupID: group,
        accountExpires: never,
        pwdLastSet: '0',
        description,
        adminCount: protectedRids.has(rid) ? 1 : undefined,
        isCriticalSystemObject: 'TRUE',
      },
    });
  const administrator = principal(
    'Administrator',
    500,
    uac.normal,
    513,
    'Built-in account for administering the computer/domain',
  );
  const guest = principal(
    'Guest',
    501,
    uac.normal | uac.disabled | uac.passwordNotRequired | uac.dontExpire,
    514,
    'Built-in account for guest access to the computer/domain',
  );
  principal('krbtgt', 502, uac.normal | uac.disabled, 513, 'Key Distribution Center Service Account');
  addMembers(groups.get(544)!, [
    administrator,
    groups.get(512)!,
    ...(rootOfForest ? [groups.get(519)!] : []),
  ]);
  addMembers(groups.get(545)!, [groups.get(513)!, foreign(domain, wellKnown.authenticatedUsers)]);
  addMembers(groups.get(546)!, [guest, groups.get(514)!]);
  addMembers(groups.get(554)!, [
    domain.find(`CN=${wellKnown.authenticatedUsers},CN=ForeignSecurityPrincipals,${base}`),
  ]);
  addMembers(groups.get(512)!, [administrator]);
  if (rootOfForest) {
    addMembers(groups.get(518)!, [administrator]);
    addMembers(groups.get(519)!, [administrator]);
  }
  addMembers(groups.get(572)!, [groups.get(512)!, groups.get(516)!]);
  for (const item of domain.items) {
    if (item.attributes['adminCount'] !== undefined)
      domain.secure(item, protectedAces(domain), { protectedDacl: true });
  }
  domain.secure(
    head,
    unitAces(domain, [
      { mask: rights.control, sid: wellKnown.administrators, object: guids.getChanges },
      { mask: rights.control, sid: wellKnown.administrators, object: guids.getChangesAll },
    ]),
  );
  addPolicy(domain, '31B2F340-016D-11D2-945F-00C04FB984F9', 'Default Domain Policy');
  addPolicy(domain, '6AC1786C-016F-11D2-945F-00C04FB984F9', 'Default Domain Controllers Policy');
  return domain;
}

const containerWords: Readonly<Record<string, string>> = {
  Users: 'Default container for upgraded user accounts',
  Computers: 'Default container for upgraded computer accounts',
  System: 'Builtin system settings',
  ForeignSecurityPrincipals:
    'Default container for security identifiers (SIDs) associated with objects from external, trusted domains',
  'Managed Service Accounts': 'Default container for managed service accounts',
};

/** The site that a controller's name tells: `SEO-DC01` stands in Seoul. */
export function siteOf(controller: string): string {
  return (
    { SEO: 'Seoul', BER: 'Berlin', BOS: 'Boston', DUB: 'Dublin' }[controller.slice(0, 3)] ??
    'Default-First-Site-Name'
  );
}

/** The stand-in for an object of another domain, or for a well-known principal; made once. */
export function foreign(domain: Domain, sid: string): Item {
  const parent = `CN=ForeignSecurityPrincipals,${domain.plan.base}`;
  const dn = `CN=${sid},${parent}`;
  return domain.has(dn)
    ? domain.find(dn)
    : domain.add({
        parent,
        name: sid,
        classes: ['foreignSecurityPrincipal'],
        sid,
        attributes: { showInAdvancedViewOnly: 'TRUE' },
      });
}

/** A group policy container with its template's path. */
export function addPolicy(domain: Domain, guid: string, displayName: string): Item {
  const policies = `CN=Policies,CN=System,${domain.plan.base}`;
  const random = randomOf(`gpo ${guid}`);
  return domain.add({
    parent: policies,
    name: `{${guid}}`,
    classes: ['container', 'groupPolicyContainer'],
    attributes: {
      displayName,
      flags: 0,
      gPCFunctionalityVersion: 2,
      versionNumber: random.between(2, 90),
      gPCFileSysPath: `\\\\${domain.plan.dns}\\SysVol\\${domain.plan.dns}\\Policies\\{${guid}}`,
    },
  });
}

/** Makes a policy and links it to units. */
export function linkPolicy(domain: Domain, displayName: string, to: readonly Item[]): void {
  const guid = uuid(randomOf(`${domain.plan.dns} ${displayName}`).hex(32)).toUpperCase();
  const policy = addPolicy(domain, guid, displayName);
  for (const unit of to) {
    const link = `[LDAP://${policy.dn};0]`;
    unit.attributes['gPLink'] = [`${link}${(unit.attributes['gPLink']?.[0] as string | undefined) ?? ''}`];
  }
}

/** trustDirection: 1 the partner trusts us, 2 we trust the partner, 3 both; seen from `domain`. */
export function addTrust(
  domain: Domain,
  partner: DomainPlan,
  direction: 1 | 2 | 3,
  attributes: number,
): void {
  domain.add({
    parent: `CN=System,${domain.plan.base}`,
    name: partner.dns,
    classes: ['leaf', 'trustedDomain'],
    attributes: {
      trustPartner: partner.dns,
      flatName: partner.netbios,
      securityIdentifier: sidBytes(partner.sid),
      trustDirection: direction,
      trustType: 2,
      trustAttributes: attributes,
      trustPosixOffset: 0,
      'msDS-SupportedEncryptionTypes': 24,
      'msDS-TrustForestTrustInfo': (attributes & 0x8) === 0 ? undefined : forestTrustInfo([partner]),
    },
  });
}
