/** The procedures of the policy place. */
import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { placeProcedures } from '#contract/policy/place.ts';
import type { Engine } from '../engine.ts';

type Procedures = typeof placeProcedures;
type Input<P extends keyof Procedures> = z.infer<Procedures[P]['input']>;
type Output<P extends keyof Procedures> = z.infer<Procedures[P]['output']>;

const notBuilt =
  <P extends keyof Procedures>(name: P) =>
  async (_engine: Engine, _input: Input<P>): Promise<Output<P>> => {
    throw new Fault('usage.notBuilt', { name: `policy ${name}` });
  };

export const subject = notBuilt('subject');
export const documents = notBuilt('documents');
export const services = notBuilt('services');
export const actions = notBuilt('actions');
export const ask = notBuilt('ask');
export const difference = notBuilt('difference');
export const differenceActions = notBuilt('differenceActions');
export const textRange = notBuilt('textRange');
