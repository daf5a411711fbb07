/** Conversions of claim rules and delegation into permission sets: plans, and drafts of them. */
import type { z } from 'zod';
import { mostChanges } from '#contract/draft.ts';
import type { ConvertAsked, ConvertProgress, draftConvertProcedures } from '#contract/draftConvert.ts';
import { convertRemarks } from '#domain/draft/convert/codes.ts';
import type { ConvertRemark } from '#domain/draft/convert/converted.ts';
import type { Engine } from '../engine.ts';
import { telling } from '../telling.ts';

type Procedures = typeof draftConvertProcedures;
type Name = keyof Procedures;
type Input<P extends Name> = z.infer<Procedures[P]['input']>;
type Output<P extends Name> = z.infer<Procedures[P]['output']>;

const mostEvidence = 20;

const told = ({
  code,
  principal,
  params,
  evidence,
  ...rest
}: ConvertRemark): Output<'convertRemarks'>['rows'][number] => ({
  ...rest,
  code,
  state: convertRemarks[code],
  principal: principal && {
    snapshotId: principal.snapshotId,
    objectId: principal.objectId,
    name: principal.name,
    dn: principal.dn,
    sid: principal.sid,
  },
  params: { ...params },
  evidence: evidence.slice(0, mostEvidence),
});

/** Makes a conversion and tells how far that is; whoever stops listening ends it. */
export async function* runConversion(
  { workspace: { current } }: Engine,
  asked: ConvertAsked,
  signal?: AbortSignal,
): AsyncGenerator<ConvertProgress, void> {
  yield* telling<ConvertProgress, void>(
    (tell, stop) => current.drafts.convert(asked, (step) => tell({ ...step, finished: false }), stop),
    signal,
  );
  yield { phase: 'done', done: 1, total: 1, finished: true };
}

type Handlers = { readonly [P in Name]: (engine: Engine, input: Input<P>) => Promise<Output<P>> };

const handlers: Handlers = {
  convert: ({ workspace: { current } }, asked) => current.drafts.ask('draftConvert', asked, mostChanges),

  async convertRemarks({ workspace: { current } }, { asked, filter, page }) {
    const { total, rows } = await current.drafts.ask('draftConvertRemarks', asked, filter, page);
    return { total, rows: rows.map(told) };
  },

  async convertChanges({ workspace: { current } }, { asked, part }) {
    return { changes: await current.drafts.ask('draftConvertChanges', asked, part, mostChanges) };
  },

  async convertSets({ workspace: { current } }, { asked, page }) {
    const { total, rows } = await current.drafts.ask('draftConvertSets', asked, page);
    return {
      total,
      rows: rows.map(({ change, existing, roles, assignments }) => ({
        made: change.made,
        arn: existing,
        sessionDuration: change.sessionDuration,
        policies:
          change.managedPolicies.length +
          change.customerPolicies.length +
          (change.inlinePolicy === null ? 0 : 1),
        roles: [...roles],
        accounts: new Set(assignments.map(({ account }) => account)).size,
        assignments: assignments.length,
      })),
    };
  },
};

export const answer = <P extends Name>(engine: Engine, name: P, input: Input<P>): Promise<Output<P>> =>
  handlers[name](engine, input);
