/** The fit procedures: a forest against each kind of AWS directory. */
import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { ChecksView, ConnectorView, FitView, fitProcedures } from '#contract/fit.ts';
import { featuresOf } from './compare/fit/features.ts';
import type { Engine } from './engine.ts';

type Input<P extends keyof typeof fitProcedures> = z.infer<(typeof fitProcedures)[P]['input']>;

/** @throws Fault `snapshot.notFound`, `forest.none`, `job.cancelled` */
export const fitFeatures = (
  engine: Engine,
  { snapshotId }: Input<'features'>,
  signal?: AbortSignal,
): Promise<FitView> => featuresOf(engine, snapshotId, signal);

export async function fitConnectors(_engine: Engine): Promise<{ rows: ConnectorView[] }> {
  throw new Fault('usage.notBuilt', { name: 'fit' });
}

export async function fitChecks(
  _engine: Engine,
  _input: Input<'checks'>,
  _signal?: AbortSignal,
): Promise<ChecksView> {
  throw new Fault('usage.notBuilt', { name: 'fit' });
}
