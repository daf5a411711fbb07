/** The ends of trusts: domains that forests tell of, AWS directories, and names that nothing else is known of. */
import type { AwsDirectory } from '../../estate/directory.ts';
import type { Reading } from '../../estate/reading.ts';
import { valueOr } from '../../forest/known.ts';
import type { Forest, ForestDomain } from '../../forest/model.ts';
import type { TrustNode } from './trustModel.ts';

/** Everything that may tell of trusts. */
export interface TrustWorld {
  /** With other ends joined (readForests). */
  readonly forests: readonly Forest[];
  /** Of the snapshots that the forests are read from. */
  readonly sources: readonly {
    readonly snapshotId: number;
    readonly origin: TrustNode['origin'];
    readonly directoryId: string | null;
  }[];
  readonly estates: readonly {
    readonly snapshotId: number;
    readonly readAt: string;
    readonly directories: Reading<readonly AwsDirectory[]>;
  }[];
}

export interface PlacedDirectory {
  readonly snapshotId: number;
  readonly readAt: string;
  readonly directory: AwsDirectory;
}

export class TrustNodes {
  readonly #byId = new Map<string, TrustNode>();
  readonly #bySid = new Map<string, TrustNode>();
  readonly #byNetbios = new Map<string, TrustNode[]>();
  readonly #byDirectory = new Map<string, TrustNode>();
  readonly connectors: { directory: TrustNode; domain: TrustNode }[] = [];
  readonly directories: PlacedDirectory[];

  constructor({ forests, sources, estates }: TrustWorld) {
    const source = new Map(sources.map((each) => [each.snapshotId, each]));
    for (const forest of forests)
      for (const domain of forest.domains) {
        const of = source.get(domain.ref.snapshotId ?? forest.sources[0]?.snapshotId ?? -1);
        this.#domain(forest, domain, of?.origin ?? 'unknown', of?.directoryId ?? null);
      }
    this.directories = estates.flatMap(({ snapshotId, readAt, directories }) =>
      (directories.state === 'read' ? directories.value : []).map((directory) => ({
        snapshotId,
        readAt,
        directory,
      })),
    );
    // Owners before those that are shared from them, connectors when all domains are known.
    const order = ['MicrosoftAD', 'SimpleAD', 'SharedMicrosoftAD', 'ADConnector'];
    const sorted = this.directories.toSorted(
      (a, b) => order.indexOf(a.directory.type) - order.indexOf(b.directory.type),
    );
    for (const placed of sorted) this.#directory(placed);
  }

  get all(): TrustNode[] {
    return [...this.#byId.values()];
  }

  ofDomain(dns: string): TrustNode | null {
    return this.#byId.get(dns.toLowerCase()) ?? null;
  }

  ofDirectory(directory: AwsDirectory): TrustNode | null {
    return this.#byDirectory.get(directory.directoryId) ?? null;
  }

  /** Whom a trust names: by DNS name, SID, or a NetBIOS name that one node alone has; else a node of that name is made. */
  named(name: string, netbios: string | null, sid: string | null): TrustNode {
    const id = name.toLowerCase();
    const flat = this.#byNetbios.get((netbios ?? name).toLowerCase());
    const known =
      this.#byId.get(id) ??
      (sid === null ? undefined : this.#bySid.get(sid)) ??
      (id.includes('.') || flat?.length !== 1 ? undefined : flat[0]);
    if (known) return known;
    return this.#add({
      id,
      name: id,
      netbios,
      kind: 'unread',
      origin: 'unknown',
      forest: null,
      ref: null,
      directories: [],
    });
  }

  #add(node: TrustNode): TrustNode {
    this.#byId.set(node.id, node);
    if (node.netbios !== null) {
      const key = node.netbios.toLowerCase();
      this.#byNetbios.set(key, [...(this.#byNetbios.get(key) ?? []), node]);
    }
    return node;
  }

  #domain(
    forest: Forest,
    domain: ForestDomain,
    origin: TrustNode['origin'],
    directoryId: string | null,
  ): void {
    const node = this.#add({
      id: domain.dns,
      name: domain.dns,
      netbios: valueOr(domain.netbios, null),
      kind: domain.captured ? 'domain' : 'unread',
      origin,
      forest: forest.id,
      ref: domain.ref,
      directories: [],
    });
    const sid = valueOr(domain.sid, null);
    if (sid !== null) this.#bySid.set(sid, node);
    if (directoryId !== null && domain.root) this.#byDirectory.set(directoryId, node);
  }

  /** A directory is a domain that was read where the source says so, where it joined one, or where the name is of AWS. */
  #nodeOf(directory: AwsDirectory): TrustNode | null {
    const tied = this.#byDirectory.get(directory.directoryId);
    if (tied) return tied;
    const owner = directory.ownerDirectoryId;
    const shared = owner === null || owner === undefined ? undefined : this.#byDirectory.get(owner);
    if (shared) return shared;
    const named = this.#byId.get(directory.name.toLowerCase());
    if (!named) return null;
    const joined = directory.edition === 'Hybrid' || named.origin === 'aws' || named.origin === 'both';
    return joined && directory.type !== 'ADConnector' ? named : null;
  }

  #directory({ snapshotId, directory }: PlacedDirectory): void {
    const { directoryId, type, edition, region, account, name, shortName } = directory;
    const told = { snapshotId, directoryId, type, edition, region, account };
    const known = this.#nodeOf(directory);
    if (known) {
      known.directories.push(told);
      if (known.origin === 'on-premises' || known.origin === 'rule') known.origin = 'both';
    }
    const free = type !== 'ADConnector' && !this.#byId.has(name.toLowerCase());
    const node =
      known ??
      this.#add({
        id: free ? name.toLowerCase() : directoryId,
        name,
        // Its NetBIOS name is the domain's that a connector points at.
        netbios: type === 'ADConnector' ? null : shortName,
        kind: 'directory',
        origin: 'aws',
        forest: null,
        ref: null,
        directories: [told],
      });
    this.#byDirectory.set(directoryId, node);
    if (type === 'ADConnector')
      this.connectors.push({ directory: node, domain: this.named(name, shortName, null) });
  }
}
