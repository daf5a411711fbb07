/** What might let somebody in and cannot be read, or cannot be told person by person: never taken for nobody. */
import type { Grant, GrantIssue, Mechanism } from '../mapping/grant.ts';
import { readTrustPolicy } from '../mapping/trustPolicy.ts';
import type { AwsPrincipals } from './awsPrincipals.ts';
import type { AwsKind, NotCountedCode } from './codes.ts';
import type { Outcome } from './roleTaking.ts';
import { roleKeyOf } from './targets.ts';

export interface Unsure {
  readonly code: NotCountedCode;
  readonly role: string | null;
  readonly mechanism: Mechanism | null;
  readonly name: string | null;
  /** How many, where that is known. */
  readonly people?: number;
}

/** Of claim rules that name no group: whom they let in is told of one user at a time. */
const byNoGroup = ['everyoneSignsIn', 'attributeDecides'] as const satisfies readonly (GrantIssue &
  NotCountedCode)[];

/** Of a grant that is neither yes nor no. */
export function unsureOfGrant(grant: Grant): Unsure {
  const { mechanism, principal, through, issues, evidence } = grant;
  const code = principal === null ? byNoGroup.find((issue) => issues.includes(issue)) : undefined;
  const rule = code && evidence.find((one) => one.code === 'claimRule');
  return {
    code: code ?? 'candidateGrant',
    role: roleKeyOf(grant),
    mechanism,
    name: rule ? `${rule.where} ${rule.field}` : (principal?.name ?? through),
  };
}

/** Grants that are neither yes nor no. */
export const unsureOfGrants = (grants: readonly Grant[]): Unsure[] =>
  grants.filter(({ status }) => status === 'candidate').map(unsureOfGrant);

/** Roles into which claim rules are known to lead, or a grant that works. */
export const samlKnown = (grants: readonly Grant[]): Set<string> =>
  new Set(
    grants
      .filter(
        (grant) =>
          grant.mechanism === 'saml' &&
          (grant.status === 'works' || unsureOfGrant(grant).code !== 'candidateGrant'),
      )
      .map(roleKeyOf),
  );

/** Of who may do something. */
export function unsureOfAnswer(
  { principals, grants }: { readonly principals: AwsPrincipals; readonly grants: readonly Grant[] },
  outcomes: ReadonlyMap<string, Outcome>,
  rows: readonly {
    readonly kind: AwsKind;
    readonly id: string;
    readonly role: string | null;
    readonly account: string | null;
  }[],
): Unsure[] {
  const unsure: Unsure[] = [];
  for (const grant of grants) {
    if (grant.status !== 'candidate') continue;
    const key = roleKeyOf(grant);
    // A grant whose role was not read may lead anywhere.
    if (outcomes.has(key) || (grant.roleArn === null && !principals.get(key)))
      unsure.push(unsureOfGrant(grant));
  }
  const known = samlKnown(grants);
  for (const [key] of outcomes) {
    const one = principals.get(key);
    if (!one?.role) continue;
    const { entries } = readTrustPolicy(one.role.trustPolicy);
    for (const { kind, principal } of entries)
      if (kind === 'saml' && !known.has(key))
        unsure.push({ code: 'providerDecides', role: key, mechanism: 'saml', name: principal });
  }
  for (const { kind, id, role, account } of rows)
    if (kind === 'account' && account !== null)
      unsure.push({ code: 'accountNotRead', role, mechanism: null, name: id });
  for (const one of principals.byKey.values())
    if (one.kind === 'permissionSet' && one.policies() === null)
      unsure.push({ code: 'policiesNotRead', role: one.key, mechanism: null, name: one.name });
  return unsure;
}
