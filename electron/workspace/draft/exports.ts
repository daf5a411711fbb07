/** What the access thread answers of a draft's files, and of conversions. */
import type { ConvertAsked } from '#contract/draftConvert.ts';
import { countingOf } from '#domain/access/counting.ts';
import { trait } from '#domain/access/reach.ts';
import { convertCodes, convertRemarks } from '#domain/draft/convert/codes.ts';
import { converting } from '#domain/draft/convert/convert.ts';
import type { Converted, PeopleChange } from '#domain/draft/convert/converted.ts';
import { partsOf } from '#domain/draft/convert/parts.ts';
import { exportRemarks } from '#domain/draft/export/codes.ts';
import { exportText, prepared } from '#domain/draft/export/exportDraft.ts';
import { rowsOf } from '#domain/draft/export/rows.ts';
import type { IdentityCenter } from '#domain/estate/identityCenter.ts';
import { EstateIndex } from '#domain/mapping/estateIndex.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import { nodeOf } from '#domain/membership/graph.ts';
import { membershipGaps } from '../access/membershipGaps.ts';
import { inSlices } from '../access/slices.ts';
import type { AccessState, AccessWorld } from '../access/world.ts';
import { draftedState } from './drafted.ts';
import type { ExportQuestions, FormatExport } from './exportAsked.ts';

const centersOf = ({ mapped }: AccessState): IdentityCenter[] => {
  const found = new Map<string, IdentityCenter>();
  for (const { facts } of new EstateIndex(mapped.estates).estates)
    if (facts.identityCenter.state === 'read' && !found.has(facts.identityCenter.value.instanceArn))
      found.set(facts.identityCenter.value.instanceArn, facts.identityCenter.value);
  return [...found.values()];
};

/** Null: none, or several of which none was named. */
function centerOf(state: AccessState, { instanceArn }: ConvertAsked): IdentityCenter | null {
  const centers = centersOf(state);
  if (instanceArn !== undefined) return centers.find((one) => one.instanceArn === instanceArn) ?? null;
  return centers.length === 1 ? centers[0]! : null;
}

interface Held {
  readonly key: string;
  readonly converted: Promise<Converted>;
}

class Conversions {
  readonly #world: AccessWorld;
  #held: Held | null = null;

  constructor(world: AccessWorld) {
    this.#world = world;
  }

  /** The same asked twice at once is computed once. */
  async of(asked: ConvertAsked): Promise<{ readonly state: AccessState; readonly converted: Converted }> {
    const state = this.#world.atOnce(() => this.#world.state());
    const key = `${state.set.key} ${JSON.stringify(asked)}`;
    if (this.#held?.key !== key) {
      const held: Held = { key, converted: this.#convert(state, asked) };
      this.#held = held;
      held.converted.catch(() => {
        if (this.#held === held) this.#held = null;
      });
    }
    return { state, converted: await this.#held.converted };
  }

  async #convert(state: AccessState, asked: ConvertAsked): Promise<Converted> {
    const { mapped, set } = state;
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
    const work = converting({
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
    return inSlices(work, { between: 1 });
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

const order = new Map(convertCodes.map((code, at) => [code, at]));

export function exportAnswers(world: AccessWorld): ExportQuestions {
  const conversions = new Conversions(world);
  return {
    draftExport: (changes, changedAt, formats) =>
      world.atOnce(() => {
        const { before, notices } = draftedState(world, changes, changedAt);
        const ready = prepared(world.grants.draftBase(before.set.snapshots, changedAt), changes, notices);
        return formats.map((format): FormatExport => {
          const { files, remarks } =
            format === 'csv' ? { files: [], remarks: ready.remarks } : exportText(format, ready);
          const leftOut = new Set(
            remarks.filter(({ code }) => exportRemarks[code] === 'leftOut').map(({ index }) => index),
          );
          return {
            format,
            files,
            rows: format === 'csv' ? rowsOf(ready.changes, ready.facts) : [],
            carried: ready.changes.filter(({ index }) => !leftOut.has(index)).length,
            remarks,
          };
        });
      }),

    async draftConvert(asked, most) {
      const { state, converted } = await conversions.of(asked);
      const counts = Map.groupBy(converted.remarks, ({ code }) => code);
      return {
        readAt: state.readAt,
        instances: centersOf(state).map(({ instanceArn, region }) => ({ arn: instanceArn, region })),
        instanceArn: centerOf(state, asked)?.instanceArn ?? null,
        working: converted.working,
        covered: converted.covered.size,
        sets: converted.sets.length,
        assignments: converted.sets.reduce((sum, { assignments }) => sum + assignments.length, 0),
        parts: partsOf(converted.sets, most).length,
        counts: convertCodes.flatMap((code) => {
          const count = counts.get(code)?.length ?? 0;
          return count === 0 ? [] : [{ code, state: convertRemarks[code], count }];
        }),
      };
    },

    async draftConvertRemarks(asked, { codes, states, set }, page) {
      const { converted } = await conversions.of(asked);
      const fits = converted.remarks.filter(
        (one) =>
          (codes === undefined || codes.includes(one.code)) &&
          (states === undefined || states.includes(convertRemarks[one.code])) &&
          (set === undefined || one.set === set),
      );
      const rows = fits.toSorted((a, b) => order.get(a.code)! - order.get(b.code)!);
      return { total: rows.length, rows: rows.slice(page.offset, page.offset + page.limit) };
    },

    async draftConvertChanges(asked, part, most) {
      const { converted } = await conversions.of(asked);
      return partsOf(converted.sets, most)[part] ?? [];
    },

    async draftConvertSets(asked, page) {
      const { sets } = (await conversions.of(asked)).converted;
      return { total: sets.length, rows: sets.slice(page.offset, page.offset + page.limit) };
    },
  };
}
