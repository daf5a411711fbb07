/** Conversions of grants into permission sets, as the access thread makes and holds them. */
import type { ConvertAsked } from '#contract/draftConvert.ts';
import { countingOf } from '#domain/access/counting.ts';
import { trait } from '#domain/access/reach.ts';
import { converting } from '#domain/draft/convert/convert.ts';
import type { Converted, PeopleChange } from '#domain/draft/convert/converted.ts';
import type { IdentityCenter } from '#domain/estate/identityCenter.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import { nodeOf } from '#domain/membership/graph.ts';
import { membershipGaps } from '../access/membershipGaps.ts';
import { Sharing } from '../access/sharing.ts';
import { inSlices } from '../access/slices.ts';
import type { AccessState, AccessWorld } from '../access/world.ts';
import { told } from './drafted.ts';
import type { ConvertTelling } from './exportAsked.ts';

/** Those that were read, each once. */
export function centersOf({ estates }: AccessState): IdentityCenter[] {
  const found = new Map<string, IdentityCenter>();
  for (const { facts } of estates.estates)
    if (facts.identityCenter.state === 'read' && !found.has(facts.identityCenter.value.instanceArn))
      found.set(facts.identityCenter.value.instanceArn, facts.identityCenter.value);
  return [...found.values()];
}

/** Null: none, or several of which none was named. */
export function centerOf(state: AccessState, { instanceArn }: ConvertAsked): IdentityCenter | null {
  const centers = centersOf(state);
  if (instanceArn !== undefined) return centers.find((one) => one.instanceArn === instanceArn) ?? null;
  return centers.length === 1 ? centers[0]! : null;
}

export interface Conversion {
  readonly state: AccessState;
  readonly converted: Converted;
}

export class Conversions {
  readonly #world: AccessWorld;
  /** One is held until another is asked for. */
  readonly #shared = new Sharing<Conversion>(1);
  /** Who hears of a conversion under way, by its key. */
  readonly #listening = new Map<string, Set<(step: ConvertTelling) => void>>();

  constructor(world: AccessWorld) {
    this.#world = world;
  }

  /**
   * The same asked twice at once is computed once, and ends when everybody who asked has given up: for whoever asked with a signal
   * that is `job.cancelled`.
   */
  async of(
    asked: ConvertAsked,
    signal?: AbortSignal,
    tell: (step: ConvertTelling) => void = () => {},
  ): Promise<Conversion> {
    const set = this.#world.atOnce(() => this.#world.set());
    const key = `${set.key} ${JSON.stringify(asked)}`;
    const listening = this.#listening.get(key) ?? new Set();
    this.#listening.set(key, listening.add(tell));
    try {
      return await this.#shared.ask(key, signal, async (stop) => {
        const work = this.#converting(asked, set);
        return inSlices(work, {
          between: 1,
          cancelled: () => stop.aborted,
          step: (step) => this.#listening.get(key)?.forEach((each) => each(step)),
        });
      });
    } finally {
      listening.delete(tell);
      if (listening.size === 0) this.#listening.delete(key);
    }
  }

  *#converting(
    asked: ConvertAsked,
    set: ReturnType<AccessWorld['set']>,
  ): Generator<ConvertTelling, Conversion> {
    const state = yield* told('reading', this.#world.making(set));
    const { mapped } = state;
    const { accounts, sourceIds } = asked;
    const snapshots = new Set(
      set.snapshots.flatMap(({ sourceId, snapshotId }) => (sourceIds?.includes(sourceId) ? snapshotId : [])),
    );
    const isAsked = ({ account, principal }: Grant): boolean =>
      (accounts?.includes(account) ?? true) &&
      (sourceIds === undefined || (principal !== null && snapshots.has(principal.snapshotId)));
    const unread = new Set(
      membershipGaps(this.#world.db, set.snapshots, mapped.estates).map(({ snapshotId }) => snapshotId),
    );
    const people = new Map<string, PeopleChange | null>();
    const converted = yield* converting({
      mechanism: asked.mechanism,
      grants: mapped.grants.filter(isAsked),
      estates: mapped.estates,
      principals: mapped.principals,
      rules: mapped.rules,
      center: centerOf(state, asked),
      peopleOf: (grant) => {
        const { principal } = grant;
        if (!principal || unread.has(principal.snapshotId)) return null;
        const key = `${principal.snapshotId} ${principal.objectId} ${countingOf(grant)}`;
        let change = people.get(key);
        if (change === undefined) people.set(key, (change = peopleChange(state, grant)));
        return change;
      },
    });
    return { state, converted };
  }
}

/** Who is in a group as its grant counts now, and as Identity Center will; null = the graph does not know it. */
function peopleChange({ reach, set: { graph } }: AccessState, grant: Grant): PeopleChange | null {
  const node = nodeOf(graph, grant.principal!);
  if (node < 0) return null;
  const { flags } = reach.traits;
  const now = new Set<number>();
  const isPerson = (member: number): boolean => (flags[member]! & trait.person) !== 0;
  reach.membersOf([node], countingOf(grant), (member) => {
    if (isPerson(member)) now.add(member);
  });
  const before = now.size;
  let gained = 0;
  let kept = 0;
  reach.membersOf([node], 'identity-center', (member) => {
    if (!isPerson(member)) return;
    if (now.has(member)) kept++;
    else gained++;
  });
  return { gained, lost: before - kept };
}
