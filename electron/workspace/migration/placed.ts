/** Names of single objects by their places in the facts, and those of a target with whom the comparison takes for the same. */
import { firstText } from '#domain/directory/values.ts';
import type { DirectoryFacts, NameKind } from '#domain/migration/facts.ts';
import type { PlanInput } from '#domain/migration/input.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Partners } from './partners.ts';

const attributeOf: Readonly<Record<NameKind, string>> = {
  logonName: 'sAMAccountName',
  principalName: 'userPrincipalName',
  principalPrefix: 'userPrincipalName',
  mail: 'mail',
};

export function nameIn(
  snapshot: SnapshotReader,
  facts: DirectoryFacts,
  at: number,
  kind: NameKind,
): string | null {
  const name = firstText(snapshot.entry(facts.ids[at]!), attributeOf[kind]);
  if (name === null || kind !== 'principalPrefix') return name;
  const end = name.lastIndexOf('@');
  return end < 0 ? name : name.slice(0, end);
}

export interface Target {
  readonly facts: DirectoryFacts;
  readonly partners: Partners | null;
}

/** The target's objects by their places, for questions about single ones. */
export class Placed {
  readonly #snapshot: SnapshotReader;
  readonly #target: Target;
  #placeOf: Map<number, number> | null = null;

  constructor(snapshot: SnapshotReader, target: Target) {
    this.#snapshot = snapshot;
    this.#target = target;
  }

  nameOf(at: number, kind: NameKind): string | null {
    return nameIn(this.#snapshot, this.#target.facts, at, kind);
  }

  dnOf(at: number): string {
    return this.#snapshot.dn(this.#target.facts.ids[at]!);
  }

  partnerOf(id: number): ReturnType<PlanInput['partnerOf']> {
    const { facts, partners } = this.#target;
    const partner = partners?.of[id] ?? 0;
    const key = partner === 0 ? null : partners!.keyOf(id);
    if (key === null) return null;
    this.#placeOf ??= new Map(Array.from(facts.ids, (each, at) => [each, at]));
    const other = this.#placeOf.get(partner);
    return other === undefined ? null : { other, key };
  }
}
