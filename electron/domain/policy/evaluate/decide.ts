/**
 * The decision. One account: nothing denies, every level of the organization allows, and the resource's policy grants directly or
 * identity policies (or a grant to the role) are not cut by boundary and session policy. Two accounts: both sides allow.
 * Source: facts/iam-policy-evaluation.md §1.
 */
import type { Decider, Decision } from '../codes.ts';
import { no, open, yes } from '../condition/test.ts';
import type { Three } from '../condition/test.ts';
import type { OwnPolicy } from '../explanation.ts';
import type { Request } from '../request.ts';
import { both, either, Looking } from './ask.ts';
import type { Voices } from './ask.ts';
import { askingOf } from './asking.ts';
import type { Asking, Assumed, Rules } from './asking.ts';
import type { AskedSet, PolicySets } from './sets.ts';
import { isCrossAccount } from './sides.ts';

export type { Rules } from './asking.ts';

export interface Outcome {
  readonly decision: Decision;
  readonly decidedBy: Decider;
}

/** Decides one request for one resource. An action that touches several resources is asked for each of them. */
export const decide = (sets: PolicySets, request: Request, rules: Rules): Outcome =>
  decideAssuming(sets, request, rules, null);

/** As `decide`, with answers to questions that are open. */
export function decideAssuming(
  sets: PolicySets,
  request: Request,
  rules: Rules,
  assumed: Assumed | null,
): Outcome {
  const asking = askingOf(sets, request, rules, assumed);
  return decideBy(sets, asking, new Looking(asking));
}

/** The decision out of what the sets say. */
export function decideBy(sets: PolicySets, asking: Asking, voices: Voices): Outcome {
  const { identity, personal, own, ownSet } = asking;
  if (identity && asking.action === openToAll) return outcomeOf('allowed', 'needsNoPermission');
  const serviceControl = asking.withoutServiceControl === null ? sets.serviceControl : none;
  const resourceControl = asking.withoutResourceControl === null ? sets.resourceControl : none;

  // Step 1: any Deny anywhere.
  const denials = new Denials(voices);
  if (
    denials.anyOf(resourceControl, 'resourceControlPolicy') ||
    denials.anyOf(serviceControl, 'serviceControlPolicy') ||
    denials.look(sets.endpoint, 'endpointPolicy') ||
    denials.look(ownSet, ownDecider(own)) ||
    (personal &&
      (denials.look(sets.identity, 'identityPolicy') ||
        denials.look(sets.boundary, 'permissionsBoundary') ||
        denials.look(sets.session, 'sessionPolicy')))
  )
    return outcomeOf('explicitDeny', denials.by);
  if (denials.unreadable) return outcomeOf('implicitDeny', 'invalidPolicy');

  // Steps 2 and 3: every level allows; an endpoint lets it pass.
  const filters = new Filters(voices);
  if (
    !filters.everyOf(resourceControl, 'resourceControlPolicy') ||
    !filters.everyOf(serviceControl, 'serviceControlPolicy') ||
    !filters.pass(sets.endpoint, 'endpointPolicy')
  )
    return outcomeOf('implicitDeny', filters.by!);
  if (own === 'trust' && asking.request.principal.kind === 'root')
    return outcomeOf('implicitDeny', 'rootMayNotAssume');

  const granted = grantOf(sets, asking, voices);
  const held = both(filters.passed, granted.held);
  if (held === no) return outcomeOf('implicitDeny', granted.decidedBy);
  if (held === open || denials.denied !== no)
    return outcomeOf('conditional', denials.denied !== no ? denials.by : (filters.by ?? granted.decidedBy));
  return outcomeOf('allowed', granted.decidedBy);
}

/** Statements that deny, set by set. */
class Denials {
  denied: Three = no;
  by: Decider = 'identityPolicy';
  unreadable = false;
  readonly #voices: Voices;

  constructor(voices: Voices) {
    this.#voices = voices;
  }

  /** Whether the set denies for certain. */
  look(set: AskedSet | null, decider: Decider): boolean {
    if (set === null) return false;
    if (set.unreadable) this.unreadable = true;
    const said = this.#voices.denies(set);
    if (said === no) return false;
    this.by = decider;
    this.denied = said;
    return said === yes;
  }

  anyOf(sets: readonly AskedSet[], decider: Decider): boolean {
    for (let at = 0; at < sets.length; at++) if (this.look(sets[at]!, decider)) return true;
    return false;
  }
}

/** Sets each of which must allow. */
class Filters {
  passed: Three = yes;
  /** The last that does not allow for certain. */
  by: Decider | null = null;
  readonly #voices: Voices;

  constructor(voices: Voices) {
    this.#voices = voices;
  }

  /** False: it does not allow for certain. */
  pass(set: AskedSet | null, decider: Decider): boolean {
    if (set === null) return true;
    const said = this.#voices.allows(set);
    if (said !== yes) this.by = decider;
    this.passed = both(this.passed, said);
    return said !== no;
  }

  everyOf(sets: readonly AskedSet[], decider: Decider): boolean {
    for (let at = 0; at < sets.length; at++) if (!this.pass(sets[at]!, decider)) return false;
    return true;
  }
}

interface Granted {
  readonly held: Three;
  readonly decidedBy: Decider;
}
const grantedBy = (decidedBy: Decider, held: Three): Granted => ({ held, decidedBy });

/** Steps 4 to 7. */
function grantOf(sets: PolicySets, asking: Asking, voices: Voices): Granted {
  const { own, ownSet, request } = asking;
  const { direct, role, delegates } = ownSet === null ? noGrants : voices.grants(ownSet);
  const resourceSide = ownDecider(own);
  const anyGrant = either(direct, either(role, delegates));
  if (!asking.identity) return grantedBy(resourceSide, anyGrant);
  const cross = isCrossAccount(request);
  if (!cross && direct === yes) return grantedBy(resourceSide, yes);
  if ((cross || own !== null) && anyGrant === no) return grantedBy(resourceSide, no);

  const root = request.principal.kind === 'root';
  const byIdentity: Three = root ? yes : sets.identity === null ? no : voices.allows(sets.identity);
  const boundary: Three = root || sets.boundary === null ? yes : voices.allows(sets.boundary);
  const session: Three = root ? yes : sessionAllows(sets, request, voices);
  const cut = both(boundary, session);
  const cutter: Decider =
    boundary === no || (boundary === open && session !== no) ? 'permissionsBoundary' : 'sessionPolicy';
  const identityDecider: Decider = root ? 'rootUser' : 'identityPolicy';
  if (cross) {
    const held = both(anyGrant, both(byIdentity, cut));
    if (byIdentity === no) return grantedBy(identityDecider, held);
    if (cut !== yes) return grantedBy(cutter, held);
    return grantedBy(anyGrant === yes && byIdentity !== yes ? identityDecider : resourceSide, held);
  }
  const identityCounts = own === null ? byIdentity : both(byIdentity, delegates);
  const base = either(identityCounts, role);
  const held = either(direct, both(base, cut));
  if (held === yes) return grantedBy(identityCounts === yes ? identityDecider : resourceSide, held);
  if (base === no) return grantedBy(direct === open ? resourceSide : identityDecider, held);
  if (cut !== yes) return grantedBy(cutter, held);
  return grantedBy(identityCounts === open ? identityDecider : resourceSide, held);
}

/** A federated user without a session policy has no rights of its own; a role session without one has the role's. */
function sessionAllows({ session }: PolicySets, { principal }: Request, voices: Voices): Three {
  if (session !== null) return voices.allows(session);
  return principal.kind === 'federated-user' ? no : yes;
}

const outcomeOf = (decision: Decision, decidedBy: Decider): Outcome => ({ decision, decidedBy });
const ownDecider = (own: OwnPolicy): Decider =>
  own === 'trust' ? 'trustPolicy' : own === 'key' ? 'keyPolicy' : 'resourcePolicy';

/** Whoever has credentials may ask whose they are (facts/sts-iam.md §1). */
const openToAll = 'sts:getcalleridentity';
const none: readonly AskedSet[] = [];
const noGrants = { direct: no, role: no, delegates: no } as const;
