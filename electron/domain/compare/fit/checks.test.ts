import { describe, expect, it } from 'vitest';
import type { AwsDirectory } from '../../estate/directory.ts';
import { msToFiletime } from '../../directory/filetime.ts';
import { corp, object, whole } from '../../forest/fixtures.ts';
import type { ForestDomain } from '../../forest/model.ts';
import { readForests } from '../../forest/readForests.ts';
import { checksOf } from './checks.ts';
import type { CheckFacts } from './checkFacts.ts';
import type { CheckName, CheckReason } from './checkModel.ts';

const forest = readForests([whole])[0]!;
const connector: AwsDirectory = {
  directoryId: 'd-1',
  account: '111122223333',
  region: 'eu-west-1',
  name: 'corp.example',
  type: 'ADConnector',
  stage: 'Active',
  stageReason: null,
  dnsIpAddrs: ['10.0.0.1', '10.0.0.2'],
  subnetIds: ['subnet-a', 'subnet-b'],
  availabilityZones: ['a', 'b'],
  connect: { customerUserName: 'svc', connectIps: [] },
} as unknown as AwsDirectory;

const at = Date.parse(whole.readAt);
const day = 86_400_000;
const filetime = (days: number) => String(msToFiletime(at + days * day));
const account = (more: Record<string, string | number>) =>
  object(`CN=svc,CN=Users,${corp}`, 'person user', {
    sAMAccountName: 'svc',
    userAccountControl: 0x200,
    pwdLastSet: filetime(-10),
    accountExpires: '0',
    ...more,
  });
const facts = (more: Partial<CheckFacts> = {}): CheckFacts => ({
  structure: { forest, part: whole, holders: [] },
  domain: forest.domains[0]!,
  connector,
  identityCenter: { state: 'notReadable', code: 'notAsked' },
  serviceAccount: account({}),
  withoutPreAuthentication: { count: 0, evidence: [] },
  srv: null,
  ...more,
});
const domain = (more: Partial<ForestDomain>): ForestDomain => ({ ...forest.domains[0]!, ...more });
const level = (value: number) => domain({ level: { state: 'read', value: { value, level: null } } });
const told = (of: CheckFacts, name: CheckName, kind: 'adConnector' | 'hybrid' = 'adConnector') => {
  const row = checksOf(kind, of, [])!.find(({ check }) => check === name)!;
  return `${row.outcome} ${row.reason}`;
};

type Case = [name: CheckName, change: Partial<CheckFacts>, said: `${string} ${CheckReason}`];
// facts/aws-directory-service.md §2 "AD Connector needs".
describe('a connector', () => {
  it.each<Case>([
    ['stage', {}, 'passed stageActive'],
    ['stage', { connector: { ...connector, stage: 'Inoperable' } }, 'failed stageNotActive'],
    ['stage', { connector: null }, 'notSeen noConnector'],
    ['domainLevel', {}, 'passed levelEnough'],
    ['domainLevel', { domain: level(2) }, 'passed levelEnough'],
    ['domainLevel', { domain: level(1) }, 'failed levelTooLow'],
    ['domainLevel', { domain: domain({ level: { state: 'notRead', reason: 'contextNotCaptured', where: corp } }) }, 'notSeen levelNotRead'],
    ['singleLabel', {}, 'passed nameHasDots'],
    ['singleLabel', { domain: domain({ dns: 'corp' }) }, 'failed nameIsSingleLabel'],
    ['singleDomain', {}, 'warning severalDomains'],
    ['singleDomain', { structure: { forest: { ...forest, domains: forest.domains.slice(0, 1) }, part: whole, holders: [] } }, 'passed oneDomain'],
    ['dnsServers', {}, 'passed addressesGiven'],
    ['dnsServers', { connector: { ...connector, dnsIpAddrs: ['10.0.0.1'] } }, 'warning oneAddress'],
    ['srvRecords', {}, 'notSeen srvNotAsked'],
    ['srvRecords', { srv: { ldap: ['dc1', 'dc2'], kerberos: ['dc2'] } }, 'passed srvShared'],
    ['srvRecords', { srv: { ldap: ['dc1'], kerberos: ['dc2'] } }, 'failed srvDisjoint'],
    ['srvRecords', { srv: { ldap: ['dc1'], kerberos: [] } }, 'failed srvMissing'],
    ['ports', {}, 'notSeen portsNeedNetwork'],
    ['subnets', {}, 'passed twoZones'],
    ['subnets', { connector: { ...connector, availabilityZones: ['a', 'a'] } }, 'failed oneZone'],
    ['subnets', { connector: { ...connector, availabilityZones: [] } }, 'notSeen zonesNotTold'],
    ['serviceAccount', {}, 'passed accountFound'],
    ['serviceAccount', { serviceAccount: null }, 'failed accountNotFound'],
    ['serviceAccount', { serviceAccount: null, domain: domain({ captured: false }) }, 'notSeen domainNotRead'],
    ['serviceAccount', { connector: null, serviceAccount: null }, 'notSeen accountNotTold'],
    ['serviceAccountUsable', {}, 'passed accountUsable'],
    ['serviceAccountUsable', { serviceAccount: account({ userAccountControl: 0x202 }) }, 'failed accountDisabled'],
    ['serviceAccountUsable', { serviceAccount: account({ accountExpires: filetime(-1) }) }, 'failed accountExpired'],
    ['serviceAccountUsable', { serviceAccount: account({ accountExpires: filetime(1) }) }, 'passed accountUsable'],
    ['serviceAccountUsable', { serviceAccount: account({ 'msDS-User-Account-Control-Computed': 0x10 }) }, 'failed accountLocked'],
    // The domain's policy: 42 days.
    ['serviceAccountUsable', { serviceAccount: account({ pwdLastSet: filetime(-43) }) }, 'warning passwordExpired'],
    ['serviceAccountUsable', { serviceAccount: account({ pwdLastSet: filetime(-41) }) }, 'passed accountUsable'],
    ['serviceAccountUsable', { serviceAccount: account({ pwdLastSet: 0 }) }, 'warning passwordExpired'],
    ['serviceAccountUsable', { serviceAccount: account({ pwdLastSet: filetime(-43), userAccountControl: 0x10200 }) }, 'passed accountUsable'],
    ['preAuthentication', {}, 'passed allPreAuthenticate'],
    ['preAuthentication', { withoutPreAuthentication: { count: 3, evidence: [] } }, 'warning withoutPreAuthentication'],
    ['preAuthentication', { withoutPreAuthentication: null }, 'notSeen notCounted'],
    ['identityCenter', {}, 'notSeen identityCenterNotRead'],
    ['identityCenter', { identityCenter: { state: 'read', value: { directoryId: 'd-2', region: 'eu-west-1', instanceArn: 'arn' } as never } }, 'notSeen identityCenterNotThis'],
    ['identityCenter', { identityCenter: { state: 'read', value: { directoryId: 'd-1', region: 'eu-west-1', instanceArn: 'arn' } as never } }, 'passed identityCenterHere'],
    ['identityCenter', { identityCenter: { state: 'read', value: { directoryId: 'd-1', region: 'us-east-1', instanceArn: 'arn' } as never } }, 'failed identityCenterElsewhere'],
  ])('%s with %j', (name, change, said) => {
    expect(told(facts(change), name)).toBe(said);
  }); // prettier-ignore

  it('tells which attributes of people the reading itself was refused', () => {
    const missing = [{ where: corp, attribute: 'memberOf', code: 'ldap.insufficientAccess' }];
    const row = checksOf('adConnector', facts(), missing).find(({ check }) => check === 'readableAttributes');
    expect(row).toMatchObject({ outcome: 'warning', evidence: [{ field: 'memberOf' }] });
  });
});

// facts/aws-directory-service.md §1: domain level 2012 R2 or 2016, two writable controllers, PDC emulator and RID master.
describe('a hybrid directory', () => {
  const unit = object(`OU=AWS Reserved,${corp}`, 'organizationalUnit');
  it.each<Case>([
    ['domainLevel', { domain: level(6) }, 'passed levelEnough'],
    ['domainLevel', { domain: level(7) }, 'passed levelEnough'],
    ['domainLevel', { domain: level(5) }, 'failed levelTooLow'],
    ['domainLevel', { domain: level(10) }, 'failed levelTooLow'],
    ['writableControllers', {}, 'failed tooFewControllers'],
    ['pdcAndRid', {}, 'passed rolesKnown'],
    ['reservedUnits', {}, 'passed unitsFree'],
    ['reservedUnits', { structure: { forest, part: whole, holders: [unit] } }, 'warning unitsThere'],
  ])('%s with %j', (name, change, said) => {
    expect(told(facts(change), name, 'hybrid')).toBe(said);
  });
});
