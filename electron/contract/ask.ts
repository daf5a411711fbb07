/** How procedures are written: what goes in, what comes out, and the one kind of error. */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { faultSchema } from './faults.ts';

const base = oc.errors({ FAULT: { status: 500, data: faultSchema } });

/** Nothing to say. */
export const none = z.object({}).optional();

/** A question with one answer. */
export const ask = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  base.input(input).output(output);

/** A question answered again and again; ending the stream ends the asking. */
export const listen = <I extends z.ZodType, O extends z.ZodType>(input: I, each: O) =>
  base.input(input).output(eventIterator(each));

interface Pair {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}
type Asked<P extends Pair> = ReturnType<typeof ask<P['input'], P['output']>>;

/** Procedures of pairs of what goes in and what comes out. */
export const asks = <P extends Record<string, Pair>>(pairs: P): { [K in keyof P]: Asked<P[K]> } =>
  Object.fromEntries(
    Object.entries(pairs).map(([name, { input, output }]) => [name, ask(input, output)]),
  ) as { [K in keyof P]: Asked<P[K]> };
