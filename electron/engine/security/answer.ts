/** Drafts of control into rows: ordered for an auditor, a page of them with the names of everything. */
import type { Control, ControlRow } from '#contract/security.ts';
import type { Page } from '#contract/shapes.ts';
import type { ControlGrant } from '#domain/control/place.ts';
import { isExpected, meaningOf } from '#domain/control/trustee.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { aceFlags, aceTypes } from '#domain/directory/security/descriptor.ts';
import { formatAce } from '#domain/directory/security/sddl.ts';
import type { PrincipalFacts } from '#workspace/answers.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Judged } from './judged.ts';
import { bareTrustee, factsOf, trusteesOf } from './trustees.ts';

const shownExamples = 3;

/** One row to be, before its names are looked up. */
export interface Draft {
  readonly grant: ControlGrant;
  readonly snapshotId: number;
  /** Position of `where` and of the source of the entry in the snapshot's table. */
  readonly position: number;
  readonly source: number;
  readonly judged: Judged;
  readonly places: number;
  readonly through: readonly string[];
  readonly sameDomain: boolean;
}

export interface Answer {
  readonly drafts: readonly Draft[];
  readonly own: boolean;
  readonly notRead: readonly { snapshotId: number; objectId: number }[];
  readonly judgedObjects: number;
  readonly descriptors: number;
}

/** Trustees by what an auditor has to see first: the unexpected, those who are many, then by SID and way. */
function inOrder(drafts: readonly Draft[], facts: ReadonlyMap<string, PrincipalFacts>): Draft[] {
  const many = ({ grant: { sid } }: Draft): number => {
    if (meaning(sid, facts) !== null) return Number.POSITIVE_INFINITY;
    const known = facts.get(sid);
    return known?.accounts ?? (known?.ref === null ? 0 : 1);
  };
  return drafts
    .map((draft) => ({ draft, expected: isExpected(draft.grant.sid), many: many(draft) }))
    .sort(
      (a, b) =>
        Number(a.expected) - Number(b.expected) ||
        (a.many === b.many ? 0 : b.many - a.many) ||
        (a.draft.grant.sid < b.draft.grant.sid ? -1 : a.draft.grant.sid > b.draft.grant.sid ? 1 : 0),
    )
    .map(({ draft }) => draft);
}

/** What a trustee means: by its SID, or because a SID that means everybody is a member of it. */
function meaning(sid: string, facts: ReadonlyMap<string, PrincipalFacts>): ControlRow['meaning'] {
  const own = meaningOf(sid);
  if (own) return own;
  const known = facts.get(sid);
  for (const included of known?.includes ?? []) {
    const means = meaningOf(included);
    if (means) return means;
  }
  return known?.ref === null && bareTrustee(sid).known === 'foreign' ? 'nobodyKnown' : null;
}

/** A page of the answer. */
export async function answered(
  workspace: Workspace,
  object: { row: ObjectRow; readAt: string; snapshotId: number },
  answer: Answer,
  page: Page,
): Promise<Control> {
  const near = { snapshotId: object.snapshotId, objectId: object.row.id };
  const facts = await factsOf(
    workspace,
    near,
    answer.drafts.map(({ grant }) => grant.sid),
  );
  const ordered = inOrder(answer.drafts, facts);
  const shown = ordered.slice(page.offset, page.offset + page.limit);
  const trustees = await trusteesOf(
    workspace,
    near,
    shown.map(({ grant }) => grant.sid),
    facts,
  );
  const rows = new Map<string, Promise<ObjectRow>>();
  const rowOf = (snapshotId: number, objectId: number): Promise<ObjectRow> => {
    const key = `${snapshotId}/${objectId}`;
    const known = rows.get(key) ?? workspace.object(snapshotId, objectId).then(({ row }) => row);
    rows.set(key, known);
    return known;
  };
  const place = async (snapshotId: number, objectId: number) => ({
    dn: (await rowOf(snapshotId, objectId)).dn,
    objectId,
  });
  const expected = ordered.filter(({ grant }) => isExpected(grant.sid)).length;
  return {
    object: object.row,
    snapshotId: object.snapshotId,
    readAt: object.readAt,
    judged: { objects: answer.judgedObjects, descriptors: answer.descriptors },
    notRead: {
      own: answer.own,
      count: answer.notRead.length,
      examples: await Promise.all(
        answer.notRead.slice(0, shownExamples).map((each) => place(each.snapshotId, each.objectId)),
      ),
    },
    counts: { unexpected: ordered.length - expected, expected },
    total: ordered.length,
    rows: await Promise.all(
      shown.map(
        async ({ grant, snapshotId, source, judged, places, through, sameDomain }): Promise<ControlRow> => {
          const { sid, way, means, ace, limitedBy } = grant;
          const where = await rowOf(snapshotId, grant.place.objectId);
          return {
            trustee: trustees.get(sid) ?? bareTrustee(sid),
            meaning: meaning(sid, facts),
            expected: isExpected(sid),
            way,
            means,
            where: { snapshotId, dn: where.dn, objectId: where.id, name: where.name, kind: where.kind },
            places,
            inherited: ace !== null && (ace.flags & aceFlags.inherited) !== 0,
            inheritedFrom: source < 0 ? null : await place(snapshotId, judged.table.objectIds[source]!),
            through: [...through],
            limitedBy: limitedBy.map((each) => formatAce(each)),
            conditional: ace !== null && ace.type >= aceTypes.allowCallback,
            sameDomain,
            people: facts.get(sid)?.accounts ?? null,
            sddl: ace === null ? null : formatAce(ace),
          };
        },
      ),
    ),
  };
}
