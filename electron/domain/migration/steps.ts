/**
 * What to do, run or check before, between and after, out of findings and decisions. Commands are for looking alone: none
 * changes anything, none holds a secret. Operations: facts/aws-directory-service.md §3.
 */
import { type About, countOf } from './about.ts';
import type { DecisionCode, FindingCode, StepCode, StepTime } from './codes.ts';

export interface Step {
  readonly when: StepTime;
  readonly code: StepCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly command: string | null;
  readonly finding: FindingCode | null;
  readonly decision: DecisionCode | null;
}

export function stepsOf(about: About): Step[] {
  const { input, choice, travel, facts } = about;
  const { kind } = input;
  const steps: Step[] = [];
  const add = (
    when: StepTime,
    code: StepCode,
    rest: { count?: number; finding?: FindingCode; decision?: DecisionCode; command?: string; params?: Step['params'] } = {},
  ): void => {
    const { count = 1, finding = null, decision = null, command = null, params = {} } = rest;
    if (count > 0) steps.push({ when, code, params: { ...params, ...(rest.count === undefined ? {} : { count }) }, command, finding, decision });
  }; // prettier-ignore
  const domain = facts.domains[0]?.dns ?? '';
  const centre = countOf(about, 'identityCenter');

  if (centre > 0)
    add('before', 'exportAssignments', {
      finding: 'identityCenter',
      decision: 'identityCenter',
      command: 'aws sso-admin list-instances',
    });
  add('before', 'backup');
  add('before', 'readAgain');
  add('before', 'limits', { command: 'aws ds get-directory-limits' });
  if (input.into === null)
    add('before', 'network', { command: `nslookup -type=SRV _ldap._tcp.dc._msdcs.${domain}`, params: { domain } });
  if (kind === 'hybrid') {
    add('before', 'serviceAccountSecret');
    add('before', 'assessment', { command: 'aws ds list-ad-assessments' });
  }
  if (kind === 'ad-connector') add('before', 'connectorAccount');
  if (travel) {
    const unused = countOf(about, 'disabledAccounts') + countOf(about, 'staleAccounts') + countOf(about, 'neverLoggedOn') + countOf(about, 'expiredAccounts'); // prettier-ignore
    add('before', 'cleanUp', { count: unused, finding: 'staleAccounts' });
    const same = countOf(about, 'sameLogonName') + countOf(about, 'samePrincipalName') + countOf(about, 'takenLogonName') + countOf(about, 'takenPrincipalName'); // prettier-ignore
    add('before', 'resolveNames', { count: same, finding: 'sameLogonName' });
    add('before', 'fillMapping', { count: travel.moves.objects });
  }
  if (input.into === null) add('before', 'createDirectory', { command: 'aws ds describe-directories' });
  if (travel) {
    if (kind === 'managed-ad') {
      const added = countOf(about, 'schemaAttributes') + countOf(about, 'schemaClasses');
      if (choice('schemaExtensions') === 'extend') add('before', 'extendSchema', { count: added, finding: 'schemaAttributes', decision: 'schemaExtensions', command: 'aws ds list-schema-extensions --directory-id DIRECTORY' }); // prettier-ignore
      if (choice('trust') !== 'none') {
        add('before', 'dns', { command: 'aws ds describe-conditional-forwarders --directory-id DIRECTORY', params: { domain } });
        add('before', 'makeTrust', { decision: 'trust', params: { answer: choice('trust') } });
        add('before', 'checkTrust', { decision: 'trust', command: 'aws ds describe-trusts --directory-id DIRECTORY' });
      }
      if (choice('sidHistory') === 'carry') add('before', 'sidHistoryRight', { finding: 'sidHistoryRight', decision: 'sidHistory' });
      if (choice('privileged') === 'delegate') add('before', 'delegateRights', { count: countOf(about, 'privilegedMembers'), finding: 'privilegedMembers', decision: 'privileged' });
    }
    if (choice('upnSuffix') === 'keep') add('before', 'addSuffixes', { count: facts.suffixes.length, finding: 'principalNameSuffixes', decision: 'upnSuffix' });
    if (choice('groupPolicies') === 'recreate') add('before', 'recreatePolicies', { count: countOf(about, 'groupPolicies'), finding: 'groupPolicies', decision: 'groupPolicies' });
    if (choice('passwords') === 'tool') add('before', 'passwordTool', { decision: 'passwords' });
    if (about.waves > 0) {
      add('during', 'pilot');
      add('during', 'moveWave', { count: about.waves });
      add('during', 'moveServices', { count: countOf(about, 'serviceAccounts') + countOf(about, 'managedServiceAccounts'), finding: 'serviceAccounts', decision: 'spns', command: 'setspn -X -F' });
      if (choice('computers') === 'rejoin') add('during', 'rejoinComputers', { count: travel.moves.computers, decision: 'computers' });
      add('during', 'checkWave');
    }
  }
  if (centre > 0) add('after', 'restoreAssignments', { finding: 'identityCenter', decision: 'identityCenter' });
  add('after', 'checkSignIn');
  add('after', 'checkControllers', { command: kind === 'ad-connector' ? 'aws ds describe-directories' : 'aws ds describe-domain-controllers --directory-id DIRECTORY' });
  add('after', 'checkApplications');
  if (travel) {
    add('after', 'compareAgain');
    add('after', 'removeOld', { count: travel.moves.objects });
  }
  return steps;
} // prettier-ignore
