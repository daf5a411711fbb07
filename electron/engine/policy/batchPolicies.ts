/** Policies of a batch, compiled once while they repeat from line to line. */
import { policyCaseSchema } from '#contract/policy/case.ts';
import type { PolicyCase } from '#contract/policy/case.ts';
import { compileSets } from '#domain/policy/evaluate/sets.ts';
import type { PolicySets } from '#domain/policy/evaluate/sets.ts';
import { objectOf } from './batchLine.ts';
import type { Member } from './batchLine.ts';
import { inputOf } from './case.ts';

/** Members of a case that hold policies; the others ask. */
export const policyMembers = {
  identityPolicies: true,
  permissionsBoundary: true,
  sessionPolicies: true,
  resourcePolicy: true,
  trustPolicy: true,
  endpointPolicies: true,
  serviceControlPolicies: true,
  resourceControlPolicies: true,
} as const satisfies Partial<Record<keyof PolicyCase, true>>;

const policiesSchema = policyCaseSchema.pick(policyMembers);

/** Sets that are kept, and characters of their policies altogether. */
const most = { sets: 64, size: 1 << 22 };

interface Kept {
  readonly sets: PolicySets;
  readonly size: number;
}

export class BatchPolicies {
  /** The set used last stands last. */
  readonly #kept = new Map<string, Kept>();
  readonly #numbers = new WeakMap<Member, number>();
  #last: { readonly members: readonly Member[]; readonly sets: PolicySets } | null = null;
  #size = 0;
  #next = 0;

  /** Members that are the same objects are the same policies. Null: they are not as a case has them. */
  of(members: readonly Member[]): PolicySets | null {
    const last = this.#last;
    if (last?.members.length === members.length && last.members.every((one, at) => one === members[at]))
      return last.sets;
    const sets = this.#found(members);
    if (sets !== null) this.#last = { members, sets };
    return sets;
  }

  #found(members: readonly Member[]): PolicySets | null {
    const key = members.map((member) => this.#numberOf(member)).join(' ');
    const known = this.#kept.get(key);
    if (known) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known.sets;
    }
    const parsed = policiesSchema.safeParse(objectOf(members));
    if (!parsed.success) return null;
    const sets = compileSets(inputOf(parsed.data));
    const size = members.reduce((sum, { text }) => sum + text.length, 0);
    if (size <= most.size) this.#keep(key, { sets, size });
    return sets;
  }

  #keep(key: string, kept: Kept): void {
    this.#kept.set(key, kept);
    this.#size += kept.size;
    for (const [oldest, { size: freed }] of this.#kept) {
      if (this.#kept.size <= most.sets && this.#size <= most.size) return;
      this.#kept.delete(oldest);
      this.#size -= freed;
    }
  }

  #numberOf(member: Member): number {
    let number = this.#numbers.get(member);
    if (number === undefined) this.#numbers.set(member, (number = this.#next++));
    return number;
  }
}
