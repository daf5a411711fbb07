/** What a board asks of an audit. */
import type { z } from 'zod';
import type { auditBoardProcedures } from '#contract/auditBoard.ts';
import type { AuditRequest } from '#contract/audit.ts';
import type { Engine } from '../engine.ts';
import { held, wholeRequest } from './audit.ts';
import type { Whole } from './audit.ts';

type Procedures = typeof auditBoardProcedures;
type Input<P extends keyof Procedures> = z.infer<Procedures[P]['input']>;

async function asked<R>(
  engine: Engine,
  request: AuditRequest,
  signal: AbortSignal | undefined,
  ask: (whole: Whole) => Promise<R | null>,
): Promise<R> {
  const whole = await wholeRequest(engine, request);
  return held(whole, signal, () => ask(whole));
}

export const auditRows = (
  engine: Engine,
  { request, filter, sort, page }: Input<'rows'>,
  signal?: AbortSignal,
) =>
  asked(engine, request, signal, ({ workspace, id, decided }) =>
    workspace.askAudit('auditRows', id, decided, filter, sort, page),
  );

export const auditFacets = (engine: Engine, { request, filter }: Input<'facets'>, signal?: AbortSignal) =>
  asked(engine, request, signal, ({ workspace, id, decided }) =>
    workspace.askAudit('auditFacets', id, decided, filter),
  );

export const auditPosition = (
  engine: Engine,
  { request, filter, sort, key }: Input<'position'>,
  signal?: AbortSignal,
) =>
  asked(engine, request, signal, ({ workspace, id, decided }) =>
    workspace.askAudit('auditPosition', id, decided, filter, sort, key),
  );

export const auditByKeys = (engine: Engine, { request, keys }: Input<'byKeys'>, signal?: AbortSignal) =>
  asked(engine, request, signal, ({ workspace, id, decided }) =>
    workspace.askAudit('auditByKeys', id, decided, keys),
  );
