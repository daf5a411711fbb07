/**
 * Roles that captured assertions name. The one that it was made for has them by what the provider decided then; whom else it sends
 * there its own rules say, and those are not readable (facts/group-role-mapping.md, "Other sources of identity").
 */
import { readRolePair } from '../claims/assertion/rolePair.ts';
import { claimTypes } from '../claims/claim.ts';
import type { CapturedAssertion } from '../estate/assertion.ts';
import { evidence } from './evidence.ts';
import type { EstateIndex, Known } from './estateIndex.ts';
import type { Grant } from './grant.ts';
import { GrantDraft, grantPrincipal } from './grantDraft.ts';
import type { LoginMatch, PrincipalLookup } from './input.ts';
import type { SamlRoles } from './samlRole.ts';

interface Sent {
  readonly roleArn: string;
  readonly account: string;
  readonly name: string;
  readonly providerArn: string;
  readonly value: string;
}

/** `said`: the grants that are told otherwise; those are not said twice. */
export function capturedGrants(
  estates: EstateIndex,
  principals: PrincipalLookup,
  roles: SamlRoles,
  said: readonly Grant[],
): Grant[] {
  const held = new Set(said.map(({ principal, roleArn }) => `${principal?.sid ?? ''} ${roleArn ?? ''}`));
  // Known rules tell whom else the provider sends there; a convention is a guess.
  const byRules = said.filter((grant) => grant.evidence.some(({ code }) => code === 'claimRule'));
  const ruled = new Set(byRules.map(({ roleArn, through }) => `${roleArn ?? ''} ${through ?? ''}`));
  const open = new Set<string>();
  return estates.estates.flatMap((estate) =>
    (estate.facts.capturedAssertions ?? []).flatMap((value) => {
      const captured = { value, estate };
      const subject = subjectOf(value, principals);
      return rolesOf(value).flatMap((sent): Grant[] => {
        const grants: Grant[] = [];
        if (!subject || !held.has(`${subject.sid ?? ''} ${sent.roleArn}`))
          grants.push(ofSubject(captured, sent, subject, roles));
        const key = `${sent.roleArn} ${sent.providerArn}`;
        if (subject && !ruled.has(key) && !open.has(key)) grants.push(ofOthers(captured, sent, roles));
        open.add(key);
        return grants;
      });
    }),
  );
}

function rolesOf({ attributes }: CapturedAssertion): Sent[] {
  const found = new Map<string, Sent>();
  for (const { name, value } of attributes) {
    if (name !== claimTypes.role) continue;
    const pair = readRolePair(value);
    if (!pair?.role || !pair.provider) continue;
    const { role, provider } = pair;
    found.set(`${role.arn} ${provider.arn}`, {
      roleArn: role.arn,
      account: role.account,
      name: role.name.slice(role.name.lastIndexOf('/') + 1),
      providerArn: provider.arn,
      value,
    });
  }
  return [...found.values()];
}

/** By NameID first, then by RoleSessionName: the one account that signs in so. */
function subjectOf(captured: CapturedAssertion, { byLogin }: PrincipalLookup): LoginMatch | null {
  for (const name of namesOf(captured)) {
    const found = [...(byLogin?.(name) ?? [])];
    const people = new Set(found.map(({ sid, dn }) => sid ?? dn));
    if (people.size === 1) return found[0]!;
  }
  return null;
}

function namesOf({ subject, attributes }: CapturedAssertion): string[] {
  const sessions = attributes.flatMap(({ name, value }) =>
    name === claimTypes.roleSessionName ? value : [],
  );
  return [...(subject === null ? [] : [subject]), ...sessions];
}

function draftOf({ value, estate }: Known<CapturedAssertion>, sent: Sent): GrantDraft {
  const draft = new GrantDraft();
  draft.add(evidence('assertionRole', estate, value.file, 'Role', sent.value.slice(0, 2048)));
  if (value.issuer !== null)
    draft.add(evidence('assertionIssuer', estate, value.file, 'Issuer', value.issuer));
  return draft;
}

function ofSubject(
  captured: Known<CapturedAssertion>,
  sent: Sent,
  subject: LoginMatch | null,
  roles: SamlRoles,
): Grant {
  const draft = draftOf(captured, sent);
  const { value, estate } = captured;
  const [name = ''] = namesOf(value);
  draft.add(evidence('assertionSubject', estate, value.file, 'NameID', name));
  if (subject) draft.add(evidence('joinLogin', subject, subject.dn, subject.by, name));
  else {
    draft.issue('membershipNotReadable');
    draft.issue('providerDecides');
  }
  return finish(draft, sent, roles, subject, subject?.sid ?? subject?.dn ?? name);
}

function ofOthers(captured: Known<CapturedAssertion>, sent: Sent, roles: SamlRoles): Grant {
  const draft = draftOf(captured, sent);
  draft.issue('providerDecides');
  return finish(draft, sent, roles, null, 'others');
}

function finish(
  draft: GrantDraft,
  { roleArn, account, name, providerArn }: Sent,
  roles: SamlRoles,
  subject: LoginMatch | null,
  key: string,
): Grant {
  const found = roles.judge(draft, { arn: roleArn, account, name, provider: providerArn });
  const principal = subject && grantPrincipal(subject);
  return draft.finish({ principal, mechanism: 'saml', roleName: name, account, ...found }, key, [
    roleArn,
    providerArn,
    'captured',
  ]);
}
