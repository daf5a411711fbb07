/** What one subject may do and another may not, over all actions. */
import type { z } from 'zod';
import type { placeProcedures } from '#contract/policy/place.ts';
import type { Action } from '#domain/policy/catalog.ts';
import { changeOf } from '#domain/policy/sweep/change.ts';
import type { ReachChange } from '#domain/policy/sweep/codes.ts';
import type { Sweep, Swept } from '#domain/policy/sweep/sweep.ts';
import type { Engine } from '../engine.ts';
import { first, fitting, hasText, isOneOf, pageOf } from '../estate/lists.ts';
import { actionRow, sweepOf } from './services.ts';
import { knownSubject } from './subject.ts';
import type { KnownSubject } from './subject.ts';

type Procedures = typeof placeProcedures;
type Input<P extends keyof Procedures> = z.infer<Procedures[P]['input']>;
type Output<P extends keyof Procedures> = z.infer<Procedures[P]['output']>;

interface Changed {
  readonly service: string;
  readonly action: Action;
  readonly change: ReachChange;
  readonly a: Swept;
  readonly b: Swept;
}
interface Side {
  readonly known: KnownSubject;
  readonly swept: Sweep;
}

const noChanges = (): Record<ReachChange, number> => ({
  gained: 0,
  lost: 0,
  wider: 0,
  narrower: 0,
  otherwise: 0,
});

async function changesOf(
  engine: Engine,
  input: Pick<Input<'difference'>, 'a' | 'b'>,
): Promise<{ a: Side; b: Side; changed: readonly Changed[] }> {
  const [a, b] = await Promise.all(
    [input.a, input.b].map(async (subject): Promise<Side> => {
      const known = await knownSubject(engine, subject);
      return { known, swept: await sweepOf(engine, known) };
    }),
  );
  let ofA = compared.get(a!.swept);
  if (!ofA) compared.set(a!.swept, (ofA = new WeakMap()));
  let changed = ofA.get(b!.swept);
  if (!changed) ofA.set(b!.swept, (changed = changesBetween(a!.swept, b!.swept)));
  return { a: a!, b: b!, changed };
}

/** As long as both sweeps are kept: a list is asked for page by page. */
const compared = new WeakMap<Sweep, WeakMap<Sweep, readonly Changed[]>>();

const changesBetween = (a: Sweep, b: Sweep): readonly Changed[] =>
  a.services.flatMap(({ prefix, actions, results }, index) => {
    const others = b.services[index]!.results;
    return actions.flatMap((action, at): Changed[] => {
      const [left, right] = [results[at]!, others[at]!];
      const change = changeOf(left, a.sets, right, b.sets);
      return change === null ? [] : [{ service: prefix, action, change, a: left, b: right }];
    });
  });

function countsOf(changed: readonly Changed[]): Record<ReachChange, number> {
  const counts = noChanges();
  for (const { change } of changed) counts[change]++;
  return counts;
}

export async function difference(engine: Engine, input: Input<'difference'>): Promise<Output<'difference'>> {
  const catalog = await engine.services.catalog();
  const { a, b, changed } = await changesOf(engine, input);
  const rows = [...Map.groupBy(changed, ({ service }) => service)].map(([service, list]) => ({
    service,
    name: catalog.service(service)?.name ?? service,
    changes: countsOf(list),
  }));
  const fit = fitting(rows, {
    text: hasText(input.text, ({ service, name }: (typeof rows)[number]) => [service, name]),
  });
  return {
    same: changed.length === 0,
    ...pageOf(fit, input.page),
    changes: countsOf(changed),
    gaps: { a: first(a.known.policies.gaps), b: first(b.known.policies.gaps) },
  };
}

export async function differenceActions(
  engine: Engine,
  input: Input<'differenceActions'>,
): Promise<Output<'differenceActions'>> {
  const { a, b, changed } = await changesOf(engine, input);
  const tests = {
    text: hasText(input.text, ({ action }: Changed) => [action.id]),
    service: input.service === null ? null : ({ service }: Changed) => service === input.service,
    changes: isOneOf(input.changes, ({ change }: Changed) => [change]),
  };
  const { total, rows } = pageOf(fitting(changed, tests), input.page);
  return {
    total,
    rows: rows.map((one) => ({
      action: one.action.id,
      accessLevel: one.action.level,
      change: one.change,
      a: actionRow(a.swept, a.known, one.action, one.a),
      b: actionRow(b.swept, b.known, one.action, one.b),
    })),
    changes: countsOf([...fitting(changed, tests, 'changes')]),
  };
}
