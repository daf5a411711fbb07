/**
 * The decision. One account: nothing denies, every level of the organization allows, and the resource's policy grants directly or
 * identity policies (or a grant to the role) are not cut by boundary and session policy. Two accounts: both sides allow.
 * Source: facts/iam-policy-evaluation.md §1.
 */
import type { Decider, Decision } from '../codes.ts';
import { keysOf } from '../condition/keys.ts';
import { no, open, yes } from '../condition/test.ts';
import type { Three } from '../condition/test.ts';
import { foldedAction } from '../pattern/action.ts';
import type { Request } from '../request.ts';
import { allows, both, denies, either, grants } from './ask.ts';
import type { Asking, Assumed } from './ask.ts';
import type { AskedSet, PolicySets } from './sets.ts';
import {
  hasIdentity,
  hasPersonal,
  isCrossAccount,
  ownPolicyOf,
  withoutResourceControl,
  withoutServiceControl,
} from './sides.ts';

export interface Outcome {
  readonly decision: Decision;
  readonly decidedBy: Decider;
}

export interface Rules {
  /** Services whose resources resource control policies bear on, in lower case. */
  readonly resourceControlServices: ReadonlySet<string>;
}

/** Decides one request for one resource. An action that touches several resources is asked for each of them. */
export const decide = (sets: PolicySets, request: Request, rules: Rules): Outcome =>
  decideAssuming(sets, request, rules, null);

const outcomeOf = (decision: Decision, decidedBy: Decider): Outcome => ({ decision, decidedBy });

/** As `decide`, with answers to questions that are open. */
export function decideAssuming(
  sets: PolicySets,
  request: Request,
  rules: Rules,
  assumed: Assumed | null,
): Outcome {
  const { principal } = request;
  const personal = hasPersonal(principal.kind);
  const asking: Asking = {
    action: foldedAction(request.action),
    resource: request.resource,
    principal,
    hasBoundary: personal && sets.boundary !== null,
    keys: keysOf(request),
    assumed,
  };
  if (asking.action === openToAll && hasIdentity(principal.kind))
    return outcomeOf('allowed', 'needsNoPermission');
  const identity = hasIdentity(principal.kind);
  const root = principal.kind === 'root';
  const serviceControl =
    sets.serviceControl.length > 0 && withoutServiceControl(request) === null ? sets.serviceControl : none;
  const resourceControl =
    sets.resourceControl.length > 0 && withoutResourceControl(request, rules.resourceControlServices) === null
      ? sets.resourceControl
      : none;
  const own = ownPolicyOf(asking.action, asking.resource);
  const ownSet = own === 'trust' ? (sets.trust ?? sets.resource) : sets.resource;
  const ownDecider: Decider =
    own === 'trust' ? 'trustPolicy' : own === 'key' ? 'keyPolicy' : 'resourcePolicy';

  // Step 1: any Deny anywhere.
  let denied: Three = no;
  let deniedBy: Decider = 'identityPolicy';
  let unreadable = false;
  const look = (set: AskedSet | null, decider: Decider): boolean => {
    if (set === null) return false;
    if (set.unreadable) unreadable = true;
    const said = denies(set, asking);
    if (said === no) return false;
    deniedBy = decider;
    denied = said;
    return said === yes;
  };
  const isDenied =
    resourceControl.some((set) => look(set, 'resourceControlPolicy')) ||
    serviceControl.some((set) => look(set, 'serviceControlPolicy')) ||
    look(sets.endpoint, 'endpointPolicy') ||
    look(ownSet, ownDecider) ||
    (personal &&
      (look(sets.identity, 'identityPolicy') ||
        look(sets.boundary, 'permissionsBoundary') ||
        look(sets.session, 'sessionPolicy')));
  if (isDenied) return outcomeOf('explicitDeny', deniedBy);
  if (unreadable) return outcomeOf('implicitDeny', 'invalidPolicy');

  // Steps 2 and 3: every level allows; an endpoint lets it pass.
  let filters: Three = yes;
  let filteredBy: Decider | null = null;
  const pass = (set: AskedSet, decider: Decider): boolean => {
    const said = allows(set, asking);
    if (said !== yes) filteredBy = decider;
    filters = both(filters, said);
    return said !== no;
  };
  const passes =
    resourceControl.every((set) => pass(set, 'resourceControlPolicy')) &&
    serviceControl.every((set) => pass(set, 'serviceControlPolicy')) &&
    (sets.endpoint === null || pass(sets.endpoint, 'endpointPolicy'));
  if (!passes) return outcomeOf('implicitDeny', filteredBy!);
  if (root && own === 'trust') return outcomeOf('implicitDeny', 'rootMayNotAssume');

  const granted = grantOf();
  const held = both(filters, granted.held);
  if (held === no) return outcomeOf('implicitDeny', granted.decidedBy);
  if (held === open || denied !== no)
    return outcomeOf('conditional', denied !== no ? deniedBy : (filteredBy ?? granted.decidedBy));
  return outcomeOf('allowed', granted.decidedBy);

  /** Steps 4 to 7. */
  function grantOf(): { held: Three; decidedBy: Decider } {
    const own4 = ownSet === null ? noGrants : grants(ownSet, asking);
    const anyGrant = either(own4.direct, either(own4.role, own4.delegates));
    if (!identity) return { held: anyGrant, decidedBy: ownDecider };
    const cross = isCrossAccount(request);
    if (!cross && own4.direct === yes) return { held: yes, decidedBy: ownDecider };
    if ((cross || own !== null) && anyGrant === no) return { held: no, decidedBy: ownDecider };

    const byIdentity: Three = root ? yes : sets.identity === null ? no : allows(sets.identity, asking);
    const boundary: Three = root || sets.boundary === null ? yes : allows(sets.boundary, asking);
    const session: Three = root ? yes : sessionAllows();
    const cut = both(boundary, session);
    const cutter: Decider =
      boundary === no || (boundary === open && session !== no) ? 'permissionsBoundary' : 'sessionPolicy';
    const identityDecider: Decider = root ? 'rootUser' : 'identityPolicy';
    if (cross) {
      const held = both(anyGrant, both(byIdentity, cut));
      if (byIdentity === no) return { held, decidedBy: identityDecider };
      if (cut !== yes) return { held, decidedBy: cutter };
      return { held, decidedBy: anyGrant === yes && byIdentity !== yes ? identityDecider : ownDecider };
    }
    const identityCounts = own === null ? byIdentity : both(byIdentity, own4.delegates);
    const base = either(identityCounts, own4.role);
    const held = either(own4.direct, both(base, cut));
    if (held === yes) return { held, decidedBy: identityCounts === yes ? identityDecider : ownDecider };
    if (base === no) return { held, decidedBy: own4.direct === open ? ownDecider : identityDecider };
    if (cut !== yes) return { held, decidedBy: cutter };
    return { held, decidedBy: identityCounts === open ? identityDecider : ownDecider };
  }

  /** A federated user without a session policy has no rights of its own; a role session without one has the role's. */
  function sessionAllows(): Three {
    if (sets.session !== null) return allows(sets.session, asking);
    return principal.kind === 'federated-user' ? no : yes;
  }
}

/** Whoever has credentials may ask whose they are (facts/sts-iam.md §1). */
const openToAll = 'sts:getcalleridentity';
const none: readonly AskedSet[] = [];
const noGrants = { direct: no, role: no, delegates: no } as const;
