/** Objects of the directories of an audit, as findings name them. */
import { domainSidOf } from '../directory/sid.ts';
import { dnsNameOf } from '../directory/dnKey.ts';
import { DnSyntaxError } from '../directory/dn.ts';
import { leafOf } from '../forest/names.ts';
import { placeOf, sidOfNode } from '../membership/graph.ts';
import type { Owner, Subject } from './finding.ts';
import type { AuditInput, DirectorySource, ObjectFacts } from './input.ts';

const mostKept = 200_000;

/** DNS name of the domain that a DN stands in, in lower case; empty: it tells none. */
export function domainOf(dn: string): string {
  try {
    return dnsNameOf(dn)?.toLowerCase() ?? '';
  } catch (error) {
    if (error instanceof DnSyntaxError) return '';
    throw error;
  }
}

/** `S-1-5-32-548` is another group in each domain; what has a domain in it, and Everyone, is one. */
export const isLocalSid = (sid: string): boolean => sid.startsWith('S-1-5-32-');

export class Objects {
  readonly #input: AuditInput;
  readonly #known = new Map<number, ObjectFacts>();

  constructor(input: AuditInput) {
    this.#input = input;
  }

  of(node: number): ObjectFacts {
    let facts = this.#known.get(node);
    if (!facts) {
      if (this.#known.size >= mostKept) this.#known.clear();
      this.#known.set(node, (facts = this.#input.object(node)));
    }
    return facts;
  }

  sourceOf(snapshotId: number): DirectorySource {
    return this.#input.directories.find((source) => source.snapshotId === snapshotId)!;
  }
  readAtOf(node: number): string {
    return placeOf(this.#input.graph, node).part.readAt;
  }
  sidOf(node: number): string | null {
    return sidOfNode(this.#input.graph, node);
  }

  ownerOf(node: number): Owner | null {
    const [dn] = this.#input.values(node, 'managedBy');
    return dn === undefined ? null : { by: 'managedBy', id: dn, name: leafOf(dn) };
  }

  /** By SID, where that is one object's alone in all domains. */
  subjectOf(node: number): Subject {
    const { kind, sid, guid, name, dn, snapshotId, objectId } = this.of(node);
    const known = kind === 'group' || kind === 'user' || kind === 'computer' || kind === 'serviceAccount';
    const own = sid !== null && domainSidOf(sid) !== null ? sid : null;
    return {
      kind: known ? kind : 'object',
      id: own ?? guid ?? (sid === null ? dn : `${sid} ${domainOf(dn)}`),
      name,
      where: dn,
      snapshotId,
      objectId,
      account: null,
    };
  }

  /** A SID of a descriptor, in a domain: the object that it is, where it was read. */
  trustee(sid: string, snapshotId: number, domain: string): Subject {
    const here = this.#input
      .nodesOfSid(sid)
      .filter((node) => this.of(node).kind !== 'foreignSecurityPrincipal')
      .filter((node) => !isLocalSid(sid) || domainOf(this.of(node).dn) === domain);
    const node = here.find((one) => this.of(one).snapshotId === snapshotId) ?? here[0];
    if (node !== undefined) return this.subjectOf(node);
    const id = isLocalSid(sid) ? `${sid} ${domain}` : sid;
    return { kind: 'trustee', id, name: sid, where: sid, snapshotId, objectId: null, account: null };
  }
}
