/**
 * Every trust once, with what each end says of it, in one direction. AWS speaks from its own side: `One-Way: Outgoing` = the
 * directory trusts the remote domain; trustDirection speaks from the domain that holds the object (facts/active-directory.md §2).
 */
import type { DirectoryTrust } from '../../estate/directory.ts';
import type { TrustDirection, TrustKind } from '../../directory/trust.ts';
import { trustDirections } from '../../directory/trust.ts';
import type { Forest, Trust } from '../../forest/model.ts';
import type { PairDirection, TrustEdge, TrustNode, TrustPair } from './trustModel.ts';
import { disagreementsOf, distinct } from './trustDisagreements.ts';
import type { Draft, Witnesses } from './trustDisagreements.ts';
import { TrustNodes } from './trustNodes.ts';
import type { PlacedDirectory, TrustWorld } from './trustNodes.ts';

export interface TrustPicture {
  rows: TrustPair[];
  nodes: TrustNode[];
  edges: TrustEdge[];
  /** Whose trusts are not known, and why: a reason of the forest's, a code of the estate's. */
  notRead: { node: string; why: string }[];
}

/** What the holder of a statement says, before it is known which end it stands at. */
type Own = 'weTrust' | 'trustsUs' | 'both' | 'neither';

const ofObject: Readonly<Record<TrustDirection, Own>> = {
  disabled: 'neither',
  inbound: 'trustsUs',
  outbound: 'weTrust',
  both: 'both',
};
const ofAws: Readonly<Record<string, Own>> = {
  'One-Way: Outgoing': 'weTrust',
  'One-Way: Incoming': 'trustsUs',
  'Two-Way': 'both',
};

function seenFrom(own: Own | null, end: 'first' | 'second'): PairDirection | null {
  if (own === null || own === 'both' || own === 'neither') return own;
  return (own === 'weTrust') === (end === 'first') ? 'firstTrustsSecond' : 'secondTrustsFirst';
}

/** Whoever trusts nobody lets nobody in, selectively or not. */
const letsIn = (own: Own | null): boolean => own === 'weTrust' || own === 'both';

/** AWS stands second, so that "first trusts second" reads from the premises outwards; else by name. */
const rank = ({ origin }: TrustNode): number => (origin === 'aws' ? 2 : origin === 'unknown' ? 1 : 0);
const before = (a: TrustNode, b: TrustNode): boolean =>
  rank(a) !== rank(b) ? rank(a) < rank(b) : a.id < b.id;

class Drafts {
  readonly #byId = new Map<string, Draft>();

  get all(): [string, Draft][] {
    return [...this.#byId].toSorted(([a], [b]) => (a < b ? -1 : 1));
  }

  between(here: TrustNode, there: TrustNode): { draft: Draft; end: 'first' | 'second' } {
    const isFirst = before(here, there);
    const [first, second] = isFirst ? [here, there] : [there, here];
    const id = `${first.id} ${second.id}`;
    const draft = this.#byId.get(id) ?? { first, second, statements: [], found: new Set() };
    this.#byId.set(id, draft);
    return { draft, end: isFirst ? 'first' : 'second' };
  }
}

function sayObject(drafts: Drafts, nodes: TrustNodes, forest: Forest, trust: Trust): void {
  const here = nodes.ofDomain(trust.domain);
  if (!here) return;
  const there = nodes.named(trust.partner, trust.partnerNetbios, trust.partnerSid);
  if (there === here) return;
  const { draft, end } = drafts.between(here, there);
  const own = trust.direction === null ? null : ofObject[trust.direction];
  draft.statements.push({
    end,
    by: 'trustedDomain',
    said: trust.direction === null ? '' : String(trustDirections.indexOf(trust.direction)),
    direction: seenFrom(own, end),
    kind: trust.kind,
    transitive: trust.transitive,
    selectiveAuthentication: letsIn(own) ? trust.selectiveAuthentication : null,
    sidFiltering: trust.sidFiltering.code,
    state: null,
    stateReason: null,
    ref: trust.ref,
    aws: null,
    readAt: forest.sources.find(({ snapshotId }) => snapshotId === trust.ref.snapshotId)?.readAt ?? '',
  });
  // Names and SIDs: whoever sees both objects has compared them (joinEnds).
  if (trust.otherEnd.state === 'found')
    for (const code of trust.otherEnd.disagreements)
      if (code === 'sid' || code === 'partnerSid' || code === 'netbios') draft.found.add(code);
}

const kindOfAws: Readonly<Record<string, TrustKind>> = { Forest: 'forest', External: 'external' };

function sayAws(drafts: Drafts, nodes: TrustNodes, placed: PlacedDirectory, trust: DirectoryTrust): void {
  const { directory, snapshotId, readAt } = placed;
  const here = nodes.ofDirectory(directory);
  if (!here) return;
  const there = nodes.named(trust.remoteDomainName, null, null);
  if (there === here) return;
  const { draft, end } = drafts.between(here, there);
  // Read twice (by two sources, in two Regions): the newer reading tells.
  const twin = draft.statements.findIndex((each) => each.aws?.trustId === trust.trustId);
  if (twin >= 0 && draft.statements[twin]!.readAt >= readAt) return;
  if (twin >= 0) draft.statements.splice(twin, 1);
  const own = trust.direction === null ? null : (ofAws[trust.direction] ?? null);
  draft.statements.push({
    end,
    by: 'aws',
    said: trust.direction ?? '',
    direction: seenFrom(own, end),
    kind: trust.type === null ? null : (kindOfAws[trust.type] ?? null),
    transitive: null,
    selectiveAuthentication: letsIn(own) ? trust.selectiveAuth : null,
    sidFiltering: null,
    state: trust.state,
    stateReason: trust.stateReason,
    ref: null,
    aws: {
      snapshotId,
      directoryId: directory.directoryId,
      trustId: trust.trustId,
      region: directory.region,
      account: directory.account,
    },
    readAt,
  });
}

/** Ids of nodes whose trusts were read, and why not of the others. */
function readNodes(
  world: TrustWorld,
  nodes: TrustNodes,
): { read: Set<string>; asked: Witnesses; why: Map<string, string> } {
  const read = new Set<string>();
  const asked: Witnesses = { domain: new Set(), aws: new Set() };
  const why = new Map<string, string>();
  for (const { domains, trustsNotRead } of world.forests) {
    for (const { dns, captured } of domains) if (captured) read.add(dns);
    for (const { domain, why: reason } of trustsNotRead) {
      read.delete(domain);
      why.set(domain, reason.reason);
    }
  }
  for (const id of read) asked.domain.add(id);
  for (const { directory } of nodes.directories) {
    const node = nodes.ofDirectory(directory);
    if (!node || directory.type === 'ADConnector') continue;
    const trusts = directory.details?.trusts;
    // A Hybrid directory has trusts that AWS did not make, and an account that a directory is shared with lists none.
    if (trusts?.state === 'read' && directory.type === 'MicrosoftAD' && directory.edition !== 'Hybrid')
      asked.aws.add(node.id);
    // What cannot hold a trust holds none.
    if (trusts?.state === 'read' || trusts?.state === 'notApplicable' || directory.type === 'SimpleAD')
      read.add(node.id);
    else if (!read.has(node.id)) why.set(node.id, trusts?.state === 'notReadable' ? trusts.code : 'notAsked');
  }
  for (const id of read) why.delete(id);
  return { read, asked, why };
}

function pairOf(id: string, draft: Draft, read: ReadonlySet<string>, asked: Witnesses): TrustPair {
  const { first, second, statements } = draft;
  const endOf = (node: TrustNode, end: 'first' | 'second') =>
    statements.some((each) => each.end === end) ? 'told' : read.has(node.id) ? 'none' : 'notRead';
  const [firstEnd, secondEnd] = [endOf(first, 'first'), endOf(second, 'second')] as const;
  const disagreements = disagreementsOf(draft, asked);
  const directions = new Set(statements.map(({ direction }) => direction));
  const kinds = distinct(statements.map(({ kind }) => kind));
  const ends = new Set<string>([firstEnd, secondEnd]);
  return {
    id,
    first: first.id,
    second: second.id,
    firstEnd,
    secondEnd,
    direction: directions.size === 1 ? [...directions][0]! : null,
    kind: kinds.length === 1 ? kinds[0]! : null,
    verdict:
      disagreements.length > 0
        ? 'disagree'
        : ends.has('none')
          ? 'otherEndHasNone'
          : ends.has('notRead')
            ? 'otherEndNotRead'
            : 'agree',
    disagreements,
    statements: statements.toSorted(
      (a, b) => a.end.localeCompare(b.end) || b.by.localeCompare(a.by) || b.readAt.localeCompare(a.readAt),
    ),
  };
}

/** Rows in the order of their ids; nodes by name, those with trusts and those without. */
export function trustPicture(world: TrustWorld): TrustPicture {
  const nodes = new TrustNodes(world);
  const drafts = new Drafts();
  for (const forest of world.forests)
    for (const trust of forest.trusts) sayObject(drafts, nodes, forest, trust);
  for (const placed of nodes.directories) {
    const trusts = placed.directory.details?.trusts;
    if (trusts?.state === 'read') for (const trust of trusts.value) sayAws(drafts, nodes, placed, trust);
  }
  const { read, asked, why } = readNodes(world, nodes);
  const rows = drafts.all.map(([id, draft]) => pairOf(id, draft, read, asked));
  return {
    rows,
    nodes: nodes.all.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    edges: [
      ...rows.map(({ id, first, second, direction, kind, verdict }): TrustEdge => ({
        is: 'trust',
        pair: id,
        first,
        second,
        direction,
        kind,
        verdict,
      })),
      ...nodes.connectors.map(({ directory, domain }): TrustEdge => ({
        is: 'connector',
        pair: '',
        first: domain.id,
        second: directory.id,
        direction: null,
        kind: null,
        verdict: null,
      })),
    ],
    notRead: [...why].map(([node, reason]) => ({ node, why: reason })),
  };
}
