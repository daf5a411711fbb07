/** What changes for people and for applications, out of findings and decisions. */
import { type About, countOf } from './about.ts';
import type { Audience, ChangeCode, DecisionCode, FindingCode } from './codes.ts';

export interface Change {
  readonly audience: Audience;
  readonly code: ChangeCode;
  readonly count: number;
  readonly params: Readonly<Record<string, string | number>>;
  readonly finding: FindingCode | null;
  readonly decision: DecisionCode | null;
}

export function changesOf(about: About): Change[] {
  const { input, choice, travel } = about;
  const changes: Change[] = [];
  const tell = (
    audience: Audience,
    code: ChangeCode,
    count: number,
    from: { finding?: FindingCode; decision?: DecisionCode; params?: Change['params'] } = {},
  ): void => {
    if (count <= 0) return;
    const { finding = null, decision = null, params = {} } = from;
    changes.push({ audience, code, count, params, finding, decision });
  };
  const byFinding = (audience: Audience, code: ChangeCode, finding: FindingCode): void =>
    tell(audience, code, countOf(about, finding), { finding });

  const centre = about.findings.find(({ code }) => code === 'identityCenter');
  if (centre)
    tell('people', 'portalAssignments', Math.max(1, centre.count), {
      finding: 'identityCenter',
      decision: 'identityCenter',
      params: centre.params,
    });
  if (travel) {
    const { users, computers, objects } = travel.moves;
    tell('people', choice('upnSuffix') === 'target' ? 'signInName' : 'signInNameKept', users, { decision: 'upnSuffix' });
    const password = choice('passwords');
    if (password === 'stay') tell('people', 'accountsStay', users, { decision: 'passwords' });
    else tell('people', password === 'tool' ? 'passwordCarried' : 'newPassword', users, { decision: 'passwords' });
    tell('people', 'newProfile', choice('computers') === 'rejoin' ? computers : 0, { decision: 'computers' });
    tell('people', 'accountsLeft', travel.left.users, { decision: 'disabledAccounts' });
    byFinding('people', 'smartcards', 'smartcardRequired');
    byFinding('people', 'mailElsewhere', 'exchange');
    tell('applications', choice('sidHistory') === 'carry' ? 'oldSidsKept' : 'newSids', objects, { decision: 'sidHistory' });
    byFinding('applications', 'servicePrincipals', 'serviceAccounts');
    const delegating = (['unconstrainedDelegation', 'constrainedDelegation', 'resourceBasedDelegation'] as const)
      .reduce((sum, code) => sum + countOf(about, code), 0); // prettier-ignore
    tell('applications', 'delegation', delegating, { finding: 'constrainedDelegation' });
    byFinding('applications', 'managedServiceAccounts', 'managedServiceAccounts');
    tell('applications', 'ldapNames', objects);
    tell('applications', input.kind === 'simple-ad' ? 'noLdaps' : 'ldapsCertificate', 1);
    byFinding('applications', 'schema', 'schemaAttributes');
    byFinding('applications', 'policies', 'groupPolicies');
    byFinding('applications', 'exchange', 'exchange');
    byFinding('applications', 'certificates', 'certificates');
    byFinding('applications', 'administration', 'privilegedMembers');
    tell('applications', 'computers', choice('computers') === 'rejoin' ? computers : 0, { decision: 'computers' });
  }
  byFinding('applications', 'trusts', 'trusts');
  for (const audience of ['people', 'applications'] as const)
    if (!changes.some((each) => each.audience === audience))
      changes.push({
        audience,
        code: audience === 'people' ? 'nothingForPeople' : 'nothingForApplications',
        count: 0,
        params: {},
        finding: null,
        decision: null,
      });
  return changes;
} // prettier-ignore
