/** One question about a subject: the decision, and the whole way to it. */
import type { z } from 'zod';
import type { AskAnswer, placeProcedures } from '#contract/policy/place.ts';
import { matteringGaps } from '#domain/access/matteringGaps.ts';
import type { PolicyGapCode } from '#domain/access/policyGaps.ts';
import { documentId } from '#domain/access/subjectPolicies.ts';
import { accountOfResource } from '#domain/policy/condition/keys.ts';
import { rules } from '#domain/policy/evaluate/rules.ts';
import { compileSets } from '#domain/policy/evaluate/sets.ts';
import { explain } from '#domain/policy/explain/explain.ts';
import type { OpenCondition, TestedSet, TestedStatement, Truth } from '#domain/policy/explanation.ts';
import type { Request } from '#domain/policy/request.ts';
import { linesOf } from '#domain/policy/textLines.ts';
import type { Engine } from '../engine.ts';
import { first } from '../estate/lists.ts';
import { askedPolicies } from './asked.ts';
import type { AskedPolicies } from './asked.ts';
import { knownSubject } from './subject.ts';

type Input = z.infer<typeof placeProcedures.ask.input>;

/** Throws `snapshot.notFound`, `object.notFound` (the subject). */
export async function ask(engine: Engine, input: Input): Promise<AskAnswer> {
  const known = await knownSubject(engine, input.subject);
  const { principal, context } = known.policies;
  const bare: Request = {
    action: input.action,
    resource: input.resource,
    resourceAccount: input.resourceAccount ?? null,
    resourceInManagementAccount: false,
    principal,
    context: new Map(),
    unknownContext: input.unknownContext,
  };
  const asked = askedPolicies(known, bare, input.added ?? []);
  const request: Request = {
    ...bare,
    resourceInManagementAccount: asked.resourceInManagementAccount,
    context: new Map([
      ...asked.keys,
      ...context,
      ...Object.entries(input.context).map(([key, values]): [string, readonly string[]] => [
        key.toLowerCase(),
        values,
      ]),
    ]),
  };
  const sets = compileSets(asked.input);
  const told = explain(sets, request, rules);
  const levelNames = new Map(
    [...asked.documents.values()].map(({ row }) => [`${row.use}/${row.level}`, row.levelName]),
  );
  return {
    decision: told.decision,
    decidedBy: told.decidedBy,
    request: {
      action: request.action,
      resource: request.resource,
      resourceAccount: accountOfResource(request) ?? principal.account,
      principal: { ...principal },
      context: first([...request.context]).map(([key, values]) => ({ key, values: first(values) })),
    },
    crossAccount: told.crossAccount,
    own: told.own,
    sets: told.sets.map((set) => ({
      use: set.use,
      level: set.level,
      levelName: levelNames.get(`${set.use}/${set.level}`) ?? null,
      ...readOutcome(set, asked),
      statements: first(set.statements.toSorted((a, b) => order[a.result] - order[b.result])).map(
        (statement) => askedStatement(set, statement, asked),
      ),
    })),
    conditions: told.conditions.map(openCondition),
    alternatives: told.alternatives.map((way) => way.map(openCondition)),
    gaps: first(matteringGaps(told.decision, asked.gaps, asked.input, request, rules)),
    documents: first(asked.further).map(({ row }) => row),
  };
}

/** A resource's policy that nobody read is not one that there is not. */
function readOutcome(
  { use, outcome, why }: TestedSet,
  { gaps }: AskedPolicies,
): Pick<AskAnswer['sets'][number], 'outcome' | 'why'> {
  const gap = why === 'noneGiven' ? unreadOf[use] : undefined;
  const isUnread = gap !== undefined && gaps.some(({ code }) => code === gap);
  return isUnread ? { outcome: 'notReadable', why: null } : { outcome, why };
}
const unreadOf: Readonly<Partial<Record<TestedSet['use'], PolicyGapCode>>> = {
  resource: 'resourcePoliciesNotRead',
  trust: 'trustPolicyNotRead',
};

const order: Readonly<Record<Truth, number>> = { true: 0, unknown: 1, false: 2 };

function askedStatement(
  { use, level }: TestedSet,
  statement: TestedStatement,
  { documents }: AskedPolicies,
): AskAnswer['sets'][number]['statements'][number] {
  const { policy, path, sid, effect, result, failed, grant, conditions } = statement;
  const id = documentId(use, level, policy);
  const document = documents.get(id);
  return {
    document: document?.row.id ?? id,
    path,
    lines: (document && linesOf(document.places, path)) ?? { from: 1, to: 1 },
    sid,
    effect,
    result,
    failed: [...failed],
    grant,
    conditions: conditions.map(({ test, result: said, given, compared }) => ({
      path: test.path,
      operator: test.operator,
      quantifier: test.quantifier,
      ifExists: test.ifExists,
      key: test.key,
      values: first(test.values),
      result: said,
      given: given && first(given),
      compared: first(compared),
    })),
  };
}

export function openCondition(condition: OpenCondition): AskAnswer['conditions'][number] {
  const { holds } = condition;
  if (condition.kind === 'resource') return { kind: 'resource', patterns: first(condition.patterns), holds };
  const { operator, quantifier, ifExists, key, values } = condition.test;
  return { kind: 'test', operator, quantifier, ifExists, key, values: first(values), holds };
}
