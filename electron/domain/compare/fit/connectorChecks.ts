/** Checks of a connector as AWS tells of it, and of its account in the domain (facts/aws-directory-service.md §2). */
import { accountExpiresAt, endlessSpan, filetimeToMs, parseInt64 } from '../../directory/filetime.ts';
import { firstInteger, firstText } from '../../directory/values.ts';
import { ForestEntries } from '../../forest/entries.ts';
import type { ForestEntry } from '../../forest/input.ts';
import type { CheckEvidence, CheckReason, CheckRow } from './checkModel.ts';
import { check, told } from './checkFacts.ts';
import type { CheckFacts } from './checkFacts.ts';

export function stage({ connector }: CheckFacts): CheckRow {
  if (!connector) return check('stage', 'notSeen', 'noConnector');
  const active = connector.stage === 'Active';
  const evidence = [told(connector, 'Stage', connector.stage)];
  if (connector.stageReason !== null) evidence.push(told(connector, 'StageReason', connector.stageReason));
  return active
    ? check('stage', 'passed', 'stageActive', {}, evidence)
    : check('stage', 'failed', 'stageNotActive', { stage: connector.stage }, evidence);
}

export function dnsServers({ connector }: CheckFacts): CheckRow {
  if (!connector) return check('dnsServers', 'notSeen', 'noConnector');
  const { dnsIpAddrs } = connector;
  const evidence = dnsIpAddrs.map((address) => told(connector, 'DnsIpAddrs', address));
  if (dnsIpAddrs.length < 2) return check('dnsServers', 'warning', 'oneAddress', {}, evidence);
  return check('dnsServers', 'passed', 'addressesGiven', { count: dnsIpAddrs.length }, evidence);
}

/** Two subnets in two availability zones. */
export function subnets({ connector }: CheckFacts): CheckRow {
  if (!connector) return check('subnets', 'notSeen', 'noConnector');
  const zones = new Set(connector.availabilityZones);
  const evidence = [
    ...connector.subnetIds.map((id) => told(connector, 'SubnetIds', id)),
    ...connector.availabilityZones.map((zone) => told(connector, 'AvailabilityZones', zone)),
  ];
  if (connector.subnetIds.length === 0 || zones.size === 0)
    return check('subnets', 'notSeen', 'zonesNotTold', {}, evidence);
  const two = new Set(connector.subnetIds).size >= 2 && zones.size >= 2;
  return check('subnets', two ? 'passed' : 'failed', two ? 'twoZones' : 'oneZone', {}, evidence);
}

/** SRV records of LDAP and Kerberos must share a controller. */
export function srvRecords({ srv, domain: { dns } }: CheckFacts): CheckRow {
  if (!srv) return check('srvRecords', 'notSeen', 'srvNotAsked');
  const evidence = [
    ...srv.ldap.map((host) => ({ ref: null, where: `_ldap._tcp.${dns}`, field: 'SRV', value: host })),
    ...srv.kerberos.map((host) => ({ ref: null, where: `_kerberos._tcp.${dns}`, field: 'SRV', value: host })),
  ];
  if (srv.ldap.length === 0 || srv.kerberos.length === 0)
    return check('srvRecords', 'failed', 'srvMissing', {}, evidence);
  const shared = srv.ldap.some((host) => srv.kerberos.includes(host));
  return check(
    'srvRecords',
    shared ? 'passed' : 'failed',
    shared ? 'srvShared' : 'srvDisjoint',
    {},
    evidence,
  );
}

export function serviceAccount({
  connector,
  serviceAccount: found,
  structure,
  domain,
}: CheckFacts): CheckRow {
  const name = connector?.connect?.customerUserName ?? null;
  if (!connector || name === null) return check('serviceAccount', 'notSeen', 'accountNotTold');
  const evidence: CheckEvidence[] = [told(connector, 'CustomerUserName', name)];
  if (!domain.captured) return check('serviceAccount', 'notSeen', 'domainNotRead', {}, evidence);
  if (!found) return check('serviceAccount', 'failed', 'accountNotFound', { name }, evidence);
  const ref = { snapshotId: structure.part.snapshotId, objectId: found.id ?? null, dn: found.dn };
  evidence.push({
    ref,
    where: found.dn,
    field: 'sAMAccountName',
    value: firstText(found, 'sAMAccountName') ?? '',
  });
  return check('serviceAccount', 'passed', 'accountFound', { name }, evidence);
}

const bits = { disabled: 0x2, locked: 0x10, neverExpires: 0x1_0000, passwordExpired: 0x80_0000 } as const;

/** When a password set at a FILETIME runs out by the policy of the domain's head; null = never, or not known. */
function passwordEnd(account: ForestEntry, head: ForestEntry | null): number | null {
  const set = parseInt64(firstText(account, 'pwdLastSet') ?? '');
  const span = parseInt64((head && firstText(head, 'maxPwdAge')) ?? '');
  if (set === null || span === null || span === 0n || span === endlessSpan) return null;
  // 0 = to be changed at the next sign-in, which no connector does.
  return set <= 0n ? 0 : filetimeToMs(set - span);
}

function usable(account: ForestEntry, head: ForestEntry | null, at: number): CheckReason {
  const control = firstInteger(account, 'userAccountControl');
  if (control === null) return 'accountNotRead';
  const computed = firstInteger(account, 'msDS-User-Account-Control-Computed') ?? 0;
  if ((control & bits.disabled) !== 0) return 'accountDisabled';
  if ((computed & bits.locked) !== 0) return 'accountLocked';
  const expires = accountExpiresAt(firstText(account, 'accountExpires'));
  if (typeof expires === 'number' && expires <= at) return 'accountExpired';
  if ((computed & bits.passwordExpired) !== 0) return 'passwordExpired';
  const end = (control & bits.neverExpires) === 0 ? passwordEnd(account, head) : null;
  return end !== null && end <= at ? 'passwordExpired' : 'accountUsable';
}

/**
 * As of the time that the snapshot was read. A fine-grained policy of the account is not looked at: it can only make the
 * domain's word on the password's end wrong, so that an end that has come is a warning.
 */
export function serviceAccountUsable({ serviceAccount: account, structure, domain }: CheckFacts): CheckRow {
  if (!account) return check('serviceAccountUsable', 'notSeen', 'accountNotTold');
  const { forest, part } = structure;
  const head = new ForestEntries([part], forest.dn).at(domain.dn);
  const reason = usable(account, head, Date.parse(part.readAt));
  const ref = { snapshotId: part.snapshotId, objectId: account.id ?? null, dn: account.dn };
  const fields = ['userAccountControl', 'accountExpires', 'pwdLastSet', 'lockoutTime'];
  const evidence = fields.flatMap((field) => {
    const value = firstText(account, field);
    return value === null ? [] : [{ ref, where: account.dn, field, value }];
  });
  const outcome =
    reason === 'accountUsable'
      ? 'passed'
      : reason === 'accountNotRead'
        ? 'notSeen'
        : reason === 'passwordExpired'
          ? 'warning'
          : 'failed';
  return check('serviceAccountUsable', outcome, reason, {}, evidence);
}

/** A connector that feeds Identity Center stands in its Region [AG23]. */
export function identityCenter({ connector, identityCenter: reading }: CheckFacts): CheckRow {
  if (!connector) return check('identityCenter', 'notSeen', 'noConnector');
  if (reading.state !== 'read') return check('identityCenter', 'notSeen', 'identityCenterNotRead');
  const { directoryId, region, instanceArn, ownerAccountId } = reading.value;
  const evidence = [{ ref: null, where: instanceArn, field: 'DirectoryId', value: directoryId ?? '' }];
  if (directoryId !== connector.directoryId)
    return check('identityCenter', 'notSeen', 'identityCenterNotThis', {}, evidence);
  const sameAccount =
    ownerAccountId === undefined || ownerAccountId === null || ownerAccountId === connector.account;
  return region === connector.region && sameAccount
    ? check('identityCenter', 'passed', 'identityCenterHere', {}, evidence)
    : check('identityCenter', 'failed', 'identityCenterElsewhere', { region }, evidence);
}
