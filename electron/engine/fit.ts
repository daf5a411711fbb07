/** The fit procedures: a forest against each kind of AWS directory. */
import type { z } from 'zod';
import type { ChecksView, ConnectorView, FitView, fitProcedures } from '#contract/fit.ts';
import { maxPage } from '#contract/shapes.ts';
import { checksFor, connectorsOf } from './compare/fit/checks.ts';
import { featuresOf } from './compare/fit/features.ts';
import type { Engine } from './engine.ts';

type Input<P extends keyof typeof fitProcedures> = z.infer<(typeof fitProcedures)[P]['input']>;

/** @throws Fault `snapshot.notFound`, `forest.none`, `job.cancelled` */
export const fitFeatures = (
  engine: Engine,
  { snapshotId }: Input<'features'>,
  signal?: AbortSignal,
): Promise<FitView> => featuresOf(engine, snapshotId, signal);

export async function fitConnectors(engine: Engine): Promise<{ rows: ConnectorView[] }> {
  return { rows: (await connectorsOf(engine)).slice(0, maxPage) };
}

/** @throws Fault as `checksFor` */
export const fitChecks = (
  engine: Engine,
  input: Input<'checks'>,
  signal?: AbortSignal,
): Promise<ChecksView> => checksFor(engine, input, signal);
