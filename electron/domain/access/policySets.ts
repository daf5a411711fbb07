/**
 * From an estate to the policies of one IAM principal. What was not read is a gap: it is never taken for
 * something that is not there. Source: facts/iam-policy-evaluation.md §1, §2; facts/group-role-mapping.md §1 C.
 */
import type { IamRole, IamUser } from '../estate/iam.ts';
import { actionPattern } from '../policy/pattern/action.ts';
import type { ActionPattern } from '../policy/pattern/action.ts';
import {
  addBoundary,
  addInline,
  addManaged,
  Collected,
  readOr,
  reasonOf,
  reservedPath,
} from './collected.ts';
import type { Estates } from './collected.ts';
import { parsedOf } from './organizationSets.ts';
import { sessionOf, subjectOf } from './subjectOf.ts';
import type { SubjectPolicies } from './subjectPolicies.ts';

function addOwn(to: Collected, estates: Estates, one: IamRole | IamUser): void {
  for (const policy of one.attachedPolicies) addManaged(to, estates, 'identity', policy);
  addInline(to, one.inlinePolicies);
}
function addGroups(to: Collected, estates: Estates, { account, groups }: IamUser): void {
  const reading = estates[0].groups;
  if (reading.state !== 'read') {
    // Which groups a user is in stands with the user; what those may, with the groups.
    for (const name of groups) to.gap('groupNotRead', name, reasonOf(reading), 'both');
    return;
  }
  for (const name of groups) {
    const found = reading.value.find((group) => group.account === account && group.name === name);
    if (!found) {
      to.gap('groupNotRead', name, null, 'both');
      continue;
    }
    const group = { arn: found.arn, name };
    for (const policy of found.attachedPolicies) addManaged(to, estates, 'identity', policy, group);
    addInline(to, found.inlinePolicies, group);
  }
}

/** Null: the estate that comes first has no such role or user. */
export function policiesOfPrincipal(estates: Estates, arn: string): SubjectPolicies | null {
  const role = readOr(estates[0].roles).find((one) => one.arn === arn);
  if (role) return policiesOfRole(estates, role);
  const user = readOr(estates[0].users).find((one) => one.arn === arn);
  return user ? policiesOfUser(estates, user) : null;
}

export function policiesOfUser(estates: Estates, user: IamUser): SubjectPolicies {
  const collected = new Collected();
  addOwn(collected, estates, user);
  addGroups(collected, estates, user);
  addBoundary(collected, estates, user.permissionsBoundary);
  const { arn, account, name, userId } = user;
  return subjectOf(estates, collected, {
    name,
    arn,
    principal: { kind: 'user', arn, account, roleArn: null, serviceLinked: false },
    context: userId === '' ? [] : [['aws:userid', [userId]]],
  });
}

export function policiesOfRole(estates: Estates, role: IamRole): SubjectPolicies {
  const collected = new Collected();
  addOwn(collected, estates, role);
  addBoundary(collected, estates, role.permissionsBoundary);
  collected.add('trust', role.trustPolicy, { kind: 'trust', name: role.name, arn: role.arn });
  const serviceLinked = role.path.startsWith('/aws-service-role/');
  // Services and Identity Center pass none.
  if (!serviceLinked && !role.path.startsWith(reservedPath))
    collected.gap('sessionPoliciesUnknown', null, null, 'deny');
  return subjectOf(estates, collected, {
    name: role.name,
    arn: role.arn,
    principal: sessionOf(role.arn, role.account, serviceLinked),
    context: tagKeys(role),
  });
}

/** A session's own tags go before the role's: where the trust policy lets somebody bring them, nothing is certain. */
function tagKeys({ tags, trustPolicy }: IamRole): [string, readonly string[]][] {
  const trust = parsedOf(trustPolicy, 'trust').document;
  const brought =
    trust === null ||
    trust.statements.some(
      ({ effect, action }) =>
        effect === 'Allow' && (action.negated || action.patterns.map(actionPattern).some(takesInTags)),
    );
  if (brought) return [];
  return Object.entries(tags).map(([key, value]) => [`aws:principaltag/${key.toLowerCase()}`, [value]]);
}

const takesInTags = ({ service, matches }: ActionPattern): boolean =>
  (service === 'sts' || service === '*') && matches('tagsession');
