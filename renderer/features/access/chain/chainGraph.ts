/** A chain as a graph: every way to a role, the roles taken out of it, the statements that have a say, and the decision. */
import type { ActionQuestion, AssumeStep, Decided, RoleRef } from '#contract/access.ts';
import type { Access } from '#contract/index.ts';
import type { Evidence, GrantIssue } from '#domain/mapping/grant.ts';
import type { PolicyUse } from '#domain/policy/codes.ts';
import { t, time } from '../../../app/i18n/index.ts';
import { word } from '../../../app/i18n/words.ts';
import { say, statementName } from '../../policy/says.ts';

export type Reached = Access['reached'][number];
export type Link = Reached['chain'][number];
export type StandsOn = Decided['standsOn'][number];
type ChainObject = Extract<Link, { step: 'user' }>['object'];

/** Where a thing comes from is its colour; of statements and decisions, what they say. */
export type ChainTone = 'onprem' | 'aws' | 'rule' | 'delegation' | 'plain' | 'red' | 'orange' | 'yellow';
export type ChainIcon = 'user' | 'group' | 'saml' | 'delegation' | 'identity-center' | 'role' | 'allow' | 'deny' | Decided['decision'] | 'notReadable' | 'entry'; // prettier-ignore

/** What a node stands for: what is looked at when it is chosen. */
export type Opens =
  | { readonly of: 'object'; readonly object: ChainObject }
  | { readonly of: 'mechanism'; readonly link: Extract<Link, { step: 'mechanism' }> }
  | { readonly of: 'role'; readonly role: RoleRef; readonly step: AssumeStep | null }
  | { readonly of: 'statement'; readonly stands: StandsOn; readonly holder: RoleRef | null; readonly more: readonly StandsOn[] } // prettier-ignore
  | { readonly of: 'decision'; readonly question: ActionQuestion; readonly decided: Decided | null }
  | { readonly of: 'entry' };

export interface ChainNode {
  readonly key: string;
  readonly icon: ChainIcon;
  readonly tone: ChainTone;
  /** What it is and how it is come by, above its name. */
  readonly over: string;
  readonly title: string;
  readonly under: string;
  /** The step that leads here cannot be made. */
  readonly cut: boolean;
  /** It is named, and there is none. */
  readonly missing: boolean;
  readonly evidence: readonly Evidence[];
  readonly opens: Opens;
}
export interface ChainEdge {
  readonly from: string;
  readonly to: string;
  readonly cut: boolean;
}
export interface ChainGraph {
  readonly nodes: readonly ChainNode[];
  readonly edges: readonly ChainEdge[];
  /** By way, the keys of its nodes, in order; what follows the role is of every way. */
  readonly ways: readonly (readonly string[])[];
}

/** The step that an issue keeps from being made; what merely could not be read breaks none. */
const brokenStep: Readonly<Partial<Record<GrantIssue, Link['step']>>> = {
  distributionGroup: 'mechanism',
  providerMissing: 'mechanism',
  principalMissing: 'mechanism',
  directoryMissing: 'mechanism',
  permissionSetMissing: 'mechanism',
  claimMalformed: 'mechanism',
  roleMissing: 'role',
  accountUnknown: 'role',
  roleNameCase: 'role',
  rolePath: 'role',
  trustLacksSaml: 'role',
  trustLacksDs: 'role',
  trustOtherProvider: 'role',
  trustRefuses: 'role',
};
/** The steps of a way that its grant's issues keep from being made, or AWS's refusal of the sign-in. */
export const brokenSteps = (way: Pick<Reached, 'grant'> & { signIn?: Reached['signIn'] }): ReadonlySet<Link['step']> =>
  new Set([
    ...way.grant.issues.flatMap((issue) => brokenStep[issue] ?? []),
    ...(way.signIn?.verdict === 'refused' ? ['role' as const] : []),
  ]); // prettier-ignore

const mechanismTones = { saml: 'rule', delegation: 'delegation', 'identity-center': 'aws' } as const;
const objectNode = (object: ChainObject, link: Link): ChainNode => ({
  key: `o:${object.snapshotId}/${object.objectId}`,
  icon: object.kind === 'group' ? 'group' : 'user',
  tone: 'onprem',
  over: [
    t(object.kind === 'other' ? 'kind.other' : `kind.${object.kind}`),
    link.step === 'membership' && link.via !== 'member' ? word('via', link.via) : '',
  ]
    .filter(Boolean)
    .join(' · '),
  title: object.name,
  under: link.step === 'membership' && link.until ? t('chain.until', { time: time(link.until) }) : '',
  cut: false,
  missing: false,
  evidence: link.step === 'membership' ? [link.evidence] : [],
  opens: { of: 'object', object },
});

export const roleOfLink = (link: Extract<Link, { step: 'role' }>, key: string): RoleRef => ({
  key,
  roleArn: link.roleArn,
  name: link.roleName,
  account: link.account,
  accountName: link.accountName,
  permissionSetArn: null,
});
const accountText = ({ account, accountName }: Pick<RoleRef, 'account' | 'accountName'>): string =>
  accountName ? `${accountName} · ${account}` : account;

function roleNode(role: RoleRef, step: AssumeStep | null, cut = false, missing = false): ChainNode {
  return {
    key: `r:${role.key}`,
    icon: 'role',
    tone: 'aws',
    over: step
      ? t(step.decision === 'conditional' ? 'chain.takenIf' : 'chain.taken')
      : t(role.permissionSetArn !== null && role.roleArn === null ? 'chain.permissionSet' : 'column.role'),
    title: role.name,
    under: accountText(role),
    cut,
    missing,
    evidence: [],
    opens: { of: 'role', role, step },
  };
}

function linkNode(link: Link, role: RoleRef | null, broken: ReadonlySet<Link['step']>): ChainNode {
  const cut = broken.has(link.step);
  switch (link.step) {
    case 'user':
    case 'membership':
      return { ...objectNode(link.object, link), cut };
    case 'mechanism':
      return {
        key: `m:${link.mechanism}:${link.through ?? ''}`,
        icon: link.mechanism,
        tone: mechanismTones[link.mechanism],
        over: t('column.mechanism'),
        title: t(`mechanism.${link.mechanism}`),
        under: link.through?.split('/').at(-1) ?? '',
        cut,
        missing: false,
        evidence: link.evidence,
        opens: { of: 'mechanism', link },
      };
    case 'role': {
      const of = role ?? roleOfLink(link, link.roleArn ?? `${link.roleName}@${link.account}`);
      return roleNode(of, null, cut, link.roleArn === null && of.permissionSetArn === null);
    }
  }
}

/** Statements drawn one below the other; the last stands for all that follow. */
const drawnStatements = 3;
/** Near to whoever asks first; what guards an organization stands behind. */
const nearness: Readonly<Record<PolicyUse, number>> = {
  identity: 0,
  resource: 1,
  trust: 1,
  session: 2,
  boundary: 3,
  endpoint: 4,
  serviceControl: 5,
  resourceControl: 6,
};
const useOf: Readonly<Partial<Record<Decided['decidedBy'], PolicyUse>>> = {
  resourceControlPolicy: 'resourceControl',
  serviceControlPolicy: 'serviceControl',
  endpointPolicy: 'endpoint',
  resourcePolicy: 'resource',
  trustPolicy: 'trust',
  keyPolicy: 'resource',
  identityPolicy: 'identity',
  permissionsBoundary: 'boundary',
  sessionPolicy: 'session',
};
/** What decided comes first, then what gives the right; that a guard lets everything through is said last. */
export function inOrder({ decision, decidedBy, standsOn }: Decided): StandsOn[] {
  const rank = ({ use, effect }: StandsOn): number => {
    const decides = use === useOf[decidedBy];
    if (effect === 'Deny') return decides && decision !== 'allowed' ? -20 + nearness[use] : nearness[use];
    return (decides && use === 'identity' ? -10 : 0) + nearness[use] + (nearness[use] > 2 ? 10 : 0);
  };
  return standsOn.toSorted((a, b) => rank(a) - rank(b));
}

export interface ChainOf {
  /** Chains with what is wrong with their grants. */
  readonly ways: readonly {
    readonly chain: readonly Link[];
    readonly broken: ReadonlySet<Link['step']>;
  }[];
  /** The role that all of them lead to. */
  readonly role: RoleRef | null;
  /** Where somebody who is none of a directory's gets in. */
  readonly entry?: { readonly title: string; readonly over: string; readonly evidence: readonly Evidence[] };
  readonly steps: readonly AssumeStep[];
  /** A question to the last role; null: none was asked. */
  readonly asked: { readonly question: ActionQuestion; readonly decided: Decided | null } | null;
}

export function chainGraph({ ways, role, entry, steps, asked }: ChainOf): ChainGraph {
  const nodes = new Map<string, ChainNode>();
  const edges = new Map<string, ChainEdge>();
  const add = (node: ChainNode): string => {
    const known = nodes.get(node.key);
    // A step that one way cannot make, another may.
    if (!known || (known.cut && !node.cut)) nodes.set(node.key, node);
    return node.key;
  };
  const link = (from: string, to: string, cut = false): void => {
    const known = edges.get(`${from}\n${to}`);
    if (!known || (known.cut && !cut)) edges.set(`${from}\n${to}`, { from, to, cut });
  };
  const heads = ways.map(({ chain, broken }) => {
    const keys: string[] = [];
    for (const each of chain) {
      const node = linkNode(each, role, broken);
      const key = add(node);
      const before = keys.at(-1);
      if (before !== undefined) link(before, key, node.cut);
      keys.push(key);
    }
    return keys;
  });
  const tail: string[] = [];
  let last = heads[0]?.at(-1) ?? null;
  const follow = (node: ChainNode): void => {
    const key = add(node);
    if (last !== null && last !== key) link(last, key, node.cut);
    if (last !== key) tail.push(key);
    last = key;
  };
  if (entry)
    follow({ key: 'e', icon: 'entry', tone: 'aws', over: entry.over, title: entry.title, under: '', cut: false, missing: false, evidence: entry.evidence, opens: { of: 'entry' } }); // prettier-ignore
  if (heads.length === 0 && role) follow(roleNode(role, null));
  for (const step of steps) follow(roleNode(step.role, step));
  if (asked) {
    const holder = steps.at(-1)?.role ?? role;
    const from = last;
    const { question, decided } = asked;
    const all = decided ? inOrder(decided) : [];
    const statements = all.slice(0, drawnStatements).map((stands, i): string => {
      const rest = i === drawnStatements - 1 ? all.slice(drawnStatements) : [];
      return add({
        key: `s:${i}`,
        icon: stands.effect === 'Deny' ? 'deny' : 'allow',
        tone: stands.effect === 'Deny' ? 'red' : 'plain',
        over: `${stands.effect} · ${say(`use.${stands.use}`)}`,
        title: stands.document || say(`use.${stands.use}`),
        under: [statementName(stands.path, stands.sid), rest.length > 0 ? t('chain.moreStatements', { count: rest.length }) : ''].filter(Boolean).join(' · '), // prettier-ignore
        cut: false,
        missing: false,
        evidence: [],
        opens: { of: 'statement', stands, holder, more: rest },
      });
    });
    const decision = add({
      key: 'd',
      icon: decided?.decision ?? 'notReadable',
      tone: decided
        ? ({ allowed: 'plain', conditional: 'yellow', explicitDeny: 'red', implicitDeny: 'orange' } as const)[decided.decision] // prettier-ignore
        : 'orange',
      over: question.action,
      title: decided ? t(`access.decision.${decided.decision}`) : t('reading.notReadable'),
      under: question.resource ?? t('access.anyResource'),
      cut: false,
      missing: false,
      evidence: [],
      opens: { of: 'decision', question, decided },
    });
    for (const statement of statements) {
      if (from !== null) link(from, statement);
      link(statement, decision);
    }
    if (statements.length === 0 && from !== null) link(from, decision);
    tail.push(...statements, decision);
  }
  return {
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    ways: (heads.length > 0 ? heads : [[]]).map((head) => [...head, ...tail]),
  };
}

interface Words {
  readonly step: Link['step'];
  readonly text: string;
}

/** A way in words, one sentence for each of its steps. */
export function inWords(chain: readonly Link[]): Words[] {
  return chain.flatMap((link, i): Words[] => {
    const before = chain[i - 1];
    const from = before && 'object' in before ? before.object.name : '';
    const { step } = link;
    if (step === 'membership')
      return [{ step, text: t('chain.ifMember', { member: from, group: link.object.name }) }];
    if (step === 'mechanism')
      return [{ step, text: t(`chain.if.${link.mechanism}`, { group: from, through: link.through ?? '' }) }];
    if (step === 'role')
      return [{ step, text: t('chain.ifRole', { role: link.roleName, account: link.account }) }];
    return [];
  });
}
