/** What a subject may do, by service and action. */
import type { z } from 'zod';
import type { ActionRow, ServiceRow, placeProcedures } from '#contract/policy/place.ts';
import { documentId } from '#domain/access/subjectPolicies.ts';
import type { Action } from '#domain/policy/catalog.ts';
import { rules } from '#domain/policy/evaluate/rules.ts';
import { ownPolicyOf } from '#domain/policy/evaluate/sides.ts';
import { reaches } from '#domain/policy/sweep/codes.ts';
import { sampleOf } from '#domain/policy/sweep/samples.ts';
import { noCounts, sweep } from '#domain/policy/sweep/sweep.ts';
import type { Sweep, Swept } from '#domain/policy/sweep/sweep.ts';
import type { Engine } from '../engine.ts';
import { countsOf, first, fitting, hasText, isOneOf, pageOf } from '../estate/lists.ts';
import { knownSubject } from './subject.ts';
import type { KnownSubject } from './subject.ts';

type Procedures = typeof placeProcedures;
type Input<P extends keyof Procedures> = z.infer<Procedures[P]['input']>;
type Output<P extends keyof Procedures> = z.infer<Procedures[P]['output']>;

export async function sweepOf(engine: Engine, known: KnownSubject): Promise<Sweep> {
  const catalog = await engine.services.catalog();
  const { sets, policies } = known;
  return (known.kept.sweep ??= sweep(
    { sets, principal: policies.principal, context: policies.context },
    catalog,
    rules,
  ));
}

export async function services(engine: Engine, input: Input<'services'>): Promise<Output<'services'>> {
  const known = await knownSubject(engine, input.subject);
  const catalog = await engine.services.catalog();
  const swept = await sweepOf(engine, known);
  const rows = swept.services.map(({ prefix, actions, counts }): ServiceRow => ({
    service: prefix,
    name: catalog.service(prefix)?.name ?? prefix,
    actions: actions.length,
    counts: { ...counts },
  }));
  const fit = fitting(rows, {
    text: hasText(input.text, ({ service, name }) => [service, name]),
    reaches: isOneOf(input.reaches, ({ counts }: ServiceRow) => reaches.filter((one) => counts[one]! > 0)),
  });
  const counts = noCounts();
  for (const row of rows) for (const reach of reaches) counts[reach] += row.counts[reach]!;
  return {
    ...pageOf(fit, input.page),
    counts,
    actions: catalog.counts.actions,
    catalogDate: catalog.date,
    gaps: first(known.policies.gaps),
  };
}

interface Candidate {
  readonly action: Action;
  readonly result: Swept;
}

/** Throws `object.notFound` where the data knows no such service. */
export async function actions(engine: Engine, input: Input<'actions'>): Promise<Output<'actions'>> {
  const known = await knownSubject(engine, input.subject);
  const swept = await sweepOf(engine, known);
  const all = swept.services
    .filter(({ prefix }) => input.service === null || prefix === input.service.toLowerCase())
    .flatMap(({ actions: list, results }) =>
      list.map((action, at): Candidate => ({ action, result: results[at]! })),
    );
  const tests = {
    text: hasText(input.text, ({ action }: Candidate) => [action.id]),
    reaches: isOneOf(input.reaches, ({ result }: Candidate) => [result.reach]),
    levels: isOneOf(input.accessLevels, ({ action }: Candidate) => [action.level as string]),
  };
  const counts = noCounts();
  for (const { result } of fitting(all, tests, 'reaches')) counts[result.reach]++;
  const { total, rows } = pageOf(fitting(all, tests), input.page);
  return {
    total,
    rows: rows.map(({ action, result }) => actionRow(swept, known, action, result)),
    counts,
    accessLevels: countsOf(fitting(all, tests, 'levels'), ({ action }) => [action.level]),
  };
}

const mostRefs = 20;

export function actionRow(swept: Sweep, known: KnownSubject, action: Action, result: Swept): ActionRow {
  const { reach, openResource, openCondition, statements } = result;
  const refs = (denies: boolean): ActionRow['allows'] =>
    statements
      .filter(({ compiled }) => compiled.denies === denies)
      .slice(0, mostRefs)
      .map(({ set, compiled }) => ({
        document: documentId(swept.sets[set]!.use, swept.sets[set]!.level, compiled.policy),
        path: compiled.statement.path,
      }));
  const granting = statements.filter(
    ({ set, compiled }) => !compiled.denies && granters.has(swept.sets[set]!.use),
  );
  const resources = granting.flatMap(({ compiled: { statement } }) =>
    statement.resource === null || statement.resource.negated ? [] : statement.resource.patterns,
  );
  const keys = statements.flatMap(({ compiled }) => compiled.tests.map(({ test }) => test.key));
  const where = { partition: 'aws', account: known.policies.principal.account };
  const own = action.resources
    .map(({ type }) => ownPolicyOf(action.id.toLowerCase(), sampleOf(type.arn, where)))
    .find((one) => one !== null);
  return {
    action: action.id,
    accessLevel: action.level,
    reach,
    openResource,
    openCondition,
    own: own ?? null,
    resources: [...new Set(resources)].slice(0, mostRefs),
    keys: [...new Set(keys)].slice(0, mostRefs),
    allows: refs(false),
    denies: refs(true),
  };
}

/** Uses whose Allow gives something: the others only cut. */
const granters: ReadonlySet<string> = new Set(['identity', 'resource', 'trust']);
