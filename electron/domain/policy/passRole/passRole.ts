/**
 * Which roles somebody may hand to which services: iam:PassRole on the role for that service, a trust policy that lets the
 * service take it, and an action that hands it. Source: facts/iam-policy-evaluation.md §4.
 */
import type { Decision } from '../codes.ts';
import type { Rules } from '../evaluate/decide.ts';
import type { PolicySets } from '../evaluate/sets.ts';
import { splitArn } from '../pattern/resource.ts';
import type { Principal } from '../request.ts';
import { elsewhere, passedTo } from './actions.ts';
import type { PassedTo, PassingAction } from './actions.ts';
import { best, decided, isDenied, ownSide, rankOf, requestOf, worst } from './asked.ts';
import type { AskedRole, Asker, Decided } from './asked.ts';
import { exampleOf, probesOf } from './probes.ts';

export interface PassingWay extends Decided {
  readonly action: string;
  readonly yields: PassingAction['yields'];
  readonly profile: boolean;
  /** What it was asked of, one of each kind that the action touches. */
  readonly resources: readonly string[];
  /** Of other resources of that kind it is not so. */
  readonly narrowed: boolean;
  readonly starts: readonly { readonly action: string; readonly decision: Decision }[];
}

export interface Passing {
  /** As the role's trust names it. */
  readonly service: string;
  /** Of all together. */
  readonly decision: Decision;
  readonly pass: Decided;
  readonly trust: Decided;
  /** The best first. */
  readonly ways: readonly PassingWay[];
}

/**
 * Answers for one asker: what they may do with each service is asked once, whatever roles are handed. Roles of another account
 * cannot be handed at all.
 */
export function passer(asker: Asker, rules: Rules, table: readonly PassedTo[] = passedTo) {
  const known = new Map<string, readonly PassingWay[]>();
  const own = ownSide(asker);
  const waysTo = (to: PassedTo): readonly PassingWay[] => {
    let ways = known.get(to.service);
    if (!ways)
      known.set(
        to.service,
        (ways = to.actions
          .map((action) => wayOf(asker, own, action, rules))
          .toSorted((a, b) => rankOf(wholeOf(a)) - rankOf(wholeOf(b)))),
      );
    return ways;
  };
  return (role: AskedRole): Passing[] => {
    if (asker.principal.account !== role.account) return [];
    return table.flatMap((to) => {
      const handed = handedTo(asker, own, role, to, rules);
      if (!handed) return [];
      const ways = waysTo(to);
      const decision = worst([handed.pass.decision, handed.trust.decision, best(ways.map(wholeOf))]);
      return [{ ...handed, decision, ways }];
    });
  };
}

const wholeOf = ({ decision, starts }: Pick<PassingWay, 'decision' | 'starts'>): Decision =>
  starts.length === 0 ? decision : worst([decision, best(starts.map((start) => start.decision))]);

/** By the name by which it goes best. Null: the service is not let in, or the role may not be handed to it. */
function handedTo(
  asker: Asker,
  own: PolicySets,
  role: AskedRole,
  { service, keyOpen }: PassedTo,
  rules: Rules,
): Pick<Passing, 'service' | 'pass' | 'trust'> | null {
  const found = namesOf(service, role).flatMap((name) => {
    const trust = trusting(role, name, rules);
    if (isDenied(trust.decision)) return [];
    const passed = keyOpen ? [] : ([['iam:passedtoservice', [name]]] as const);
    const pass = decided(own, requestOf(asker, 'iam:PassRole', role.arn, role, passed), rules);
    const rank = rankOf(worst([pass.decision, trust.decision]));
    return isDenied(pass.decision) ? [] : [{ rank, told: { service: name, pass, trust } }];
  });
  return found.toSorted((a, b) => a.rank - b.rank)[0]?.told ?? null;
}

/** The service's name, and those of its Regions that the trust names. */
function namesOf(service: string, { trust }: AskedRole): string[] {
  const written = (trust?.set.statements ?? []).flatMap(({ statement: { principal } }) =>
    (principal?.entries ?? []).flatMap(({ type, value }) =>
      type === 'Service' ? [value.toLowerCase()] : [],
    ),
  );
  return [...new Set([service, ...written.filter((name) => plainName(name) === service)])];
}

/** `states.eu-west-1.amazonaws.com` and `ec2.amazonaws.com.cn` are the same service as without Region and country. */
const plainName = (name: string): string =>
  name.replace(/\.cn$/, '').replace(/\.[a-z]{2}(?:-[a-z]+)+-\d(?=\.amazonaws\.com$)/, '');

function trusting(
  { arn, account, inManagementAccount, trust, resourceControl }: AskedRole,
  service: string,
  rules: Rules,
): Decided {
  const principal: Principal = {
    kind: 'service',
    arn: service,
    account: null,
    roleArn: null,
    managementAccount: false,
    serviceLinked: false,
  };
  const sets: PolicySets = { ...nothing, trust, resourceControl };
  const request = {
    action: 'sts:AssumeRole',
    resource: arn,
    resourceAccount: account,
    resourceInManagementAccount: inManagementAccount,
    principal,
    context: new Map(),
    unknownContext: 'unknown',
  } as const;
  return decided(sets, request, rules);
}
const nothing: PolicySets = {
  identity: null,
  boundary: null,
  session: null,
  resource: null,
  trust: null,
  endpoint: null,
  serviceControl: [],
  resourceControl: [],
  problems: [],
};

function wayOf(asker: Asker, own: PolicySets, passing: PassingAction, rules: Rules): PassingWay {
  const partition = splitArn(asker.principal.arn ?? '')[1] || 'aws';
  const { action, yields, profile = false, starts = [] } = passing;
  const touched = passing.resources.map((template) =>
    anyOf(asker, own, action, exampleOf(template, partition, asker.principal.account), rules, starts),
  );
  const least = touched.reduce((a, b) => (rankOf(b.decision) > rankOf(a.decision) ? b : a));
  return {
    action,
    yields,
    profile,
    decision: least.decision,
    decidedBy: least.decidedBy,
    conditions: touched.length === 1 ? least.conditions : together(touched),
    resources: touched.map(({ resource }) => resource),
    narrowed: touched.some((one) => one.narrowed),
    starts: least.starts,
  };
}

/** Every condition once. */
const together = (all: readonly Decided[]): Decided['conditions'] => [
  ...new Map(all.flatMap(({ conditions }) => conditions).map((one) => [JSON.stringify(one), one])).values(),
];

interface Touched extends Decided {
  readonly resource: string;
  readonly narrowed: boolean;
  readonly starts: PassingWay['starts'];
}

/** The first resource for which the action is decided best, together with one of those that set to work what it made there. */
function anyOf(
  asker: Asker,
  own: PolicySets,
  action: string,
  example: string,
  rules: Rules,
  starts: readonly string[] = [],
): Touched {
  const same = starts.filter((start) => !elsewhere.has(start));
  const apart = new Map(
    starts
      .filter((start) => elsewhere.has(start))
      .map((start) => [start, anyOf(asker, own, start, '*', rules).decision]),
  );
  let found: Touched | null = null;
  for (const resource of new Set([action, ...same].flatMap((one) => probesOf(asker, one, example)))) {
    const on = (one: string): Decided => decided(own, requestOf(asker, one, resource, null), rules);
    const told: Touched = {
      ...on(action),
      resource,
      narrowed: found !== null,
      starts: starts.map((start) => ({ action: start, decision: apart.get(start) ?? on(start).decision })),
    };
    if (found === null || isBetter(told, found)) found = told;
    if (wholeOf(found) === 'allowed') break;
  }
  return found!;
}

/** As a whole, or as good as that and the action itself better. */
const isBetter = (a: Touched, b: Touched): boolean =>
  rankOf(wholeOf(a)) < rankOf(wholeOf(b)) ||
  (wholeOf(a) === wholeOf(b) && rankOf(a.decision) < rankOf(b.decision));
