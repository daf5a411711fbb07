/** Roles that a subject may hand to services, and roles that it may take one after the other. */
import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import type { PassRow, passRoleProcedures } from '#contract/policy/passRole.ts';
import { rules } from '#domain/policy/evaluate/rules.ts';
import { rankOf } from '#domain/policy/passRole/asked.ts';
import type { Decided } from '#domain/policy/passRole/asked.ts';
import { roleChain as chainOf } from '#domain/policy/passRole/chain.ts';
import { passer } from '#domain/policy/passRole/passRole.ts';
import type { Passing } from '#domain/policy/passRole/passRole.ts';
import { reachBeyond } from '#domain/policy/passRole/reach.ts';
import type { KnownActions, Reach } from '#domain/policy/passRole/reach.ts';
import type { Engine } from '../engine.ts';
import { by, countsOf, first, fitting, hasText, isOneOf, pageOf } from '../estate/lists.ts';
import { estateViews } from '../estate/views.ts';
import type { EstateViews } from '../estate/views.ts';
import { openCondition } from './ask.ts';
import { askerOf, rolesOf } from './roles.ts';
import type { WorkspaceRole } from './roles.ts';
import { knownSubject } from './subject.ts';

type Procedures = typeof passRoleProcedures;
type Input<P extends keyof Procedures> = z.infer<Procedures[P]['input']>;
type Output<P extends keyof Procedures> = z.infer<Procedures[P]['output']>;

interface Handed extends Passing {
  readonly role: WorkspaceRole;
}

/** Throws `snapshot.notFound`, `object.notFound`, `workspace.none`. */
export async function passRole(
  engine: Engine,
  input: Input<'passRole'>,
  signal?: AbortSignal,
): Promise<Output<'passRole'>> {
  const known = await knownSubject(engine, input.subject);
  const views = known.views ?? (await estateViews(engine));
  const catalog = await engine.services.catalog();
  const asker = askerOf(known.policies, known.sets);
  const roles = [...rolesOf(views).values()].filter(({ account }) => account === asker.principal.account);
  const passedBy = passer(asker, rules);
  const handed = roles
    .flatMap((role) => passedBy(role).map((passing): Handed => ({ ...passing, role })))
    .toSorted((a, b) => rankOf(a.decision) - rankOf(b.decision) || byRole(a, b));

  const expanded = new Map<string, readonly string[]>();
  const actions: KnownActions = {
    matching: (pattern) => {
      let ids = expanded.get(pattern);
      if (!ids) expanded.set(pattern, (ids = catalog.matching(pattern).map(({ id }) => id)));
      return ids;
    },
    kindsOf: (action) => (catalog.action(action)?.resources ?? []).map(({ type }) => type.arn),
  };
  const reaches = new Map<string, Reach>();
  /** Of one role after the other: what else is asked of the engine goes between. */
  const reachOf = async (role: WorkspaceRole): Promise<Reach> => {
    let reach = reaches.get(role.arn);
    if (!reach) {
      await setImmediate();
      signal?.throwIfAborted();
      const session = role.session();
      reach = session ? reachBeyond(session, asker, actions, rules) : nothingAsked;
      reaches.set(role.arn, reach);
    }
    return reach;
  };

  const tests = {
    text: hasText(input.text, ({ role, service }: Handed) => [role.arn, service]),
    services: isOneOf(input.services, ({ service }: Handed) => [service]),
  };
  let rows = fitting(handed, tests);
  if (input.onlyMore === true) {
    const more: Handed[] = [];
    for (const one of rows) if ((await reachOf(one.role)).state === 'more') more.push(one);
    rows = more;
  }
  const page = pageOf(rows, input.page);
  const told: PassRow[] = [];
  for (const one of page.rows) told.push(rowOf(views, one, await reachOf(one.role)));
  return {
    total: page.total,
    rows: told,
    services: countsOf(fitting(handed, tests, 'services'), ({ service }) => [service]),
    roles: asker.principal.account === null ? null : roles.length,
    gaps: first(known.policies.gaps),
  };
}

const nothingAsked: Reach = { state: 'none', asked: 0, examples: [] };
const byRole = by<Handed>(
  ({ role }) => role.arn,
  ({ service }) => service,
);

const decidedOf = ({ decision, decidedBy, conditions }: Decided): PassRow['pass'] => ({
  decision,
  decidedBy,
  conditions: first(conditions).map(openCondition),
});

const roleOf = (views: EstateViews, { snapshotId, arn, name, account }: WorkspaceRole): PassRow['role'] => ({
  subject: { kind: 'principal', snapshotId, arn },
  arn,
  name,
  account,
  accountName: views.names.get(account) ?? null,
});

function rowOf(
  views: EstateViews,
  { role, service, decision, pass, trust, ways }: Handed,
  reach: Reach,
): PassRow {
  return {
    role: roleOf(views, role),
    service,
    decision,
    pass: decidedOf(pass),
    trust: decidedOf(trust),
    ways: ways.map(({ action, yields, resources, narrowed, starts, ...way }) => ({
      action,
      yields,
      ...decidedOf(way),
      resources: [...resources],
      narrowed,
      starts: starts.map((start) => ({ ...start })),
    })),
    profiles: ways.some(({ profile }) => profile) && role.profiles ? first(role.profiles) : null,
    reach: { state: reach.state, asked: reach.asked, examples: reach.examples.map((one) => ({ ...one })) },
  };
}

/** Throws `snapshot.notFound`, `object.notFound`, `workspace.none`. */
export async function roleChain(
  engine: Engine,
  input: Input<'chain'>,
  signal?: AbortSignal,
): Promise<Output<'chain'>> {
  const known = await knownSubject(engine, input.subject);
  const views = known.views ?? (await estateViews(engine));
  signal?.throwIfAborted();
  const roles = rolesOf(views);
  const chain = chainOf(askerOf(known.policies, known.sets), [...roles.values()], rules);
  const { total, rows } = pageOf(chain.steps, input.page);
  return {
    total,
    rows: rows.map(({ id, parent, depth, roleArn, whole, ends, ...step }) => ({
      id,
      parent,
      depth,
      role: roleOf(views, roles.get(roleArn)!),
      ...decidedOf(step),
      whole,
      ends,
    })),
    reached: chain.reached,
    roles: roles.size,
    cut: chain.cut,
    gaps: first(known.policies.gaps),
  };
}
