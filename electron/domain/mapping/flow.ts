/**
 * The grants as a picture in four columns: who, by which rule, which role, in which account. Every grant is one path through
 * it; what several grants share is one node.
 */
import { compare } from './estateIndex.ts';
import { grantIssues, mechanisms } from './grant.ts';
import type { Grant, GrantIssue, GrantPrincipal, Mechanism } from './grant.ts';

export const flowColumns = ['principal', 'rule', 'role', 'account'] as const;
export type FlowColumn = (typeof flowColumns)[number];

/**
 * `nobody`: the grant names no principal (everybody who signs in, or not readable; `issue` says which). `claimRule`: a rule of AD FS,
 * by file, line and name. `convention`: a name alone. `entered`: by hand.
 * `captured`: by a captured assertion, whose provider's rules nobody can read. `noRole`: which role is not known.
 */
export const flowNodeKinds = [
  'group',
  'user',
  'nobody',
  'claimRule',
  'convention',
  'entered',
  'captured',
  'directory',
  'permissionSet',
  'otherRule',
  'role',
  'roleMissing',
  'noRole',
  'account',
  'noAccount',
] as const;
export type FlowNodeKind = (typeof flowNodeKinds)[number];

export interface FlowNode {
  /** Unique in its column, and the same from one reading to the next. */
  readonly key: string;
  readonly kind: FlowNodeKind;
  /** Empty where the kind says it all. */
  readonly name: string;
  /** DN, ARN, file and line, or the name of an account. */
  readonly detail: string;
  readonly mechanism: Mechanism | null;
  /** Of `nobody`. */
  readonly issue: GrantIssue | null;
  readonly principal: GrantPrincipal | null;
  /** What its rows are gathered under: the mechanisms of a principal, the mechanism of a rule, the account of a role. */
  readonly group: string;
}

export interface Flow {
  readonly grants: readonly Grant[];
  /** In the order of the picture. */
  readonly nodes: Readonly<Record<FlowColumn, readonly FlowNode[]>>;
  /** Of each grant, its node in each column. */
  readonly of: Readonly<Record<FlowColumn, Uint32Array>>;
}

/** Grants between two pauses. */
const slice = 500;

/** Pauses where long work may be put off. */
export function* flowOf(grants: readonly Grant[]): Generator<void, Flow> {
  const found = {
    principal: new Map<string, FlowNode>(),
    rule: new Map<string, FlowNode>(),
    role: new Map<string, FlowNode>(),
    account: new Map<string, FlowNode>(),
  };
  const keys: Record<FlowColumn, string[]> = { principal: [], rule: [], role: [], account: [] };
  /** By which mechanisms a principal comes, as bits. */
  const ways = new Map<string, number>();
  for (const [index, grant] of grants.entries()) {
    for (const column of flowColumns) {
      const key = keyOf[column](grant);
      keys[column].push(key);
      if (!found[column].has(key)) found[column].set(key, { key, ...nodeOf[column](grant) });
    }
    const who = keys.principal.at(-1)!;
    ways.set(who, (ways.get(who) ?? 0) | (1 << mechanisms.indexOf(grant.mechanism)));
    if ((index + 1) % slice === 0) yield;
  }
  for (const [key, node] of found.principal) {
    const bits = ways.get(key)!;
    const only = mechanisms.find((_, at) => bits === 1 << at);
    found.principal.set(key, { ...node, mechanism: only ?? null, group: only ?? 'several' });
  }
  yield;
  const nodes = {} as Record<FlowColumn, readonly FlowNode[]>;
  const of = {} as Record<FlowColumn, Uint32Array>;
  for (const column of flowColumns) {
    nodes[column] = [...found[column].values()].toSorted(orders[column]);
    yield;
    const at = new Map(nodes[column].map(({ key }, index) => [key, index]));
    of[column] = Uint32Array.from(keys[column], (key) => at.get(key)!);
    yield;
  }
  return { grants, nodes, of };
}

/** The node of a grant in a column, by its key: what a list of grants is narrowed to. */
export const flowKey = (grant: Grant, column: FlowColumn): string => keyOf[column](grant);

const keyOf: Readonly<Record<FlowColumn, (grant: Grant) => string>> = {
  principal: (grant) => {
    const { principal, store } = grant;
    if (principal) return `${principal.snapshotId}/${principal.objectId}`;
    return store ? `${store.identityStoreId}/${store.principalId}` : `nobody ${nobodyOf(grant) ?? ''}`;
  },
  rule: (grant) => {
    const { kind, where, field } = ruleOf(grant);
    return [grant.mechanism, kind, where, field].join('|');
  },
  role: ({ roleArn, roleName, account }) => roleArn ?? `${account}|${roleName}`,
  account: ({ account }) => account || '-',
};

/** A node but for its key. */
type Unnamed = Omit<FlowNode, 'key'>;
const plain = { mechanism: null, issue: null, principal: null, group: '' } as const;

const nodeOf: Readonly<Record<FlowColumn, (grant: Grant) => Unnamed>> = {
  principal: (grant) => {
    const { principal, store } = grant;
    // In no directory that was read, and known to the identity store.
    if (!principal && store)
      return {
        ...plain,
        kind: store.kind,
        name: store.name,
        detail: `${store.identityStoreId}/${store.principalId}`,
      };
    if (!principal) return { ...plain, kind: 'nobody', name: '', detail: '', issue: nobodyOf(grant) };
    return { ...plain, kind: principal.kind, name: principal.name, detail: principal.dn, principal };
  },
  rule: (grant) => {
    const { kind, where, field, name } = ruleOf(grant);
    const { mechanism } = grant;
    return {
      ...plain,
      kind,
      name,
      detail: field ? `${where} · ${field}` : where,
      mechanism,
      group: mechanism,
    };
  },
  role: ({ roleArn, roleName, account }) => ({
    ...plain,
    kind: roleName === '*' ? 'noRole' : roleArn === null ? 'roleMissing' : 'role',
    name: roleName === '*' ? '' : roleName,
    detail: roleArn ?? '',
    group: account,
  }),
  account: ({ account, accountName }) => ({
    ...plain,
    kind: account === '' ? 'noAccount' : 'account',
    name: account,
    detail: accountName ?? '',
  }),
};

/** Why a grant names nobody, the plainest reason first. */
const nobodyIssues = [
  'everyoneSignsIn',
  'attributeDecides',
  'providerDecides',
  'assignmentNotReadable',
  'principalMissing',
  'membershipNotReadable',
] as const satisfies readonly GrantIssue[];
const nobodyOf = ({ issues }: Grant): GrantIssue | null =>
  nobodyIssues.find((one) => issues.includes(one)) ?? grantIssues.find((one) => issues.includes(one)) ?? null;

interface RuleSaid {
  readonly kind: FlowNodeKind;
  readonly where: string;
  readonly field: string;
  readonly name: string;
}

/** What made the grant: the rule that sends the role, the directory, the permission set; by its evidence. */
function ruleOf({ mechanism, through, evidence, roleName }: Grant): RuleSaid {
  const said = (code: string) => evidence.findLast((one) => one.code === code);
  if (said('enteredMapping')) return { kind: 'entered', where: '', field: '', name: '' };
  if (mechanism === 'delegation')
    return { kind: 'directory', where: through ?? '', field: '', name: through ?? '' };
  if (mechanism === 'identity-center')
    return { kind: 'permissionSet', where: through ?? '', field: '', name: roleName };
  const captured = said('assertionRole');
  if (captured) return { kind: 'captured', where: captured.where, field: '', name: captured.where };
  const rule = said('claimRule');
  if (rule)
    return {
      kind: 'claimRule',
      where: rule.where,
      field: rule.field,
      name: rule.field.replace(/^\d+: /, ''),
    };
  return said('groupName')
    ? { kind: 'convention', where: '', field: '', name: '' }
    : { kind: 'otherRule', where: through ?? '', field: '', name: through ?? '' };
}

/** Several mechanisms after each alone, so that ribbons cross less. */
const rank = ({ mechanism }: FlowNode): number =>
  mechanism === null ? mechanisms.length : mechanisms.indexOf(mechanism);
const byName = (a: FlowNode, b: FlowNode) => compare(a.name, b.name) || compare(a.key, b.key);
const orders: Readonly<Record<FlowColumn, (a: FlowNode, b: FlowNode) => number>> = {
  principal: (a, b) => rank(a) - rank(b) || byName(a, b),
  rule: (a, b) => rank(a) - rank(b) || compare(a.detail, b.detail) || byName(a, b),
  role: (a, b) => compare(a.group, b.group) || byName(a, b),
  account: byName,
};
