/** Runs claim rules for a user of a snapshot, step by step, and judges what they issue as AWS does. */
import type { ClaimTest, ClaimTestAsked } from '#contract/claimTest.ts';
import { Fault } from '#contract/faults.ts';
import { checkRules, issuedTypes } from '#domain/claims/check/check.ts';
import { policyOf, readTrusts } from '#domain/claims/parse/trusts.ts';
import { explainRun } from '#domain/claims/explain/explain.ts';
import type { ClaimPolicy } from '#domain/claims/policy.ts';
import { withoutUnknownDomain } from '#domain/claims/run/domainName.ts';
import { defaultSettings } from '#domain/claims/run/settings.ts';
import { reachesAws } from '#domain/mapping/ruleUse.ts';
import type { AccessWorld } from '../access/world.ts';
import { readMappingKept } from './kept.ts';
import { rulesOfDirectories } from './samlRules.ts';
import { runFor } from './signIns.ts';
import { SubjectStore } from './subjectStore.ts';

export function claimAnswers(world: AccessWorld) {
  return {
    testClaims(asked: ClaimTestAsked): ClaimTest {
      return world.atOnce(() => testClaims(world, asked));
    },
  };
}
export type ClaimQuestions = ReturnType<typeof claimAnswers>;

function testClaims(world: AccessWorld, { user, rules, caseOf }: ClaimTestAsked): ClaimTest {
  const state = world.state(user.snapshotId);
  const { set } = state;
  const store = new SubjectStore(world, state, user.snapshotId, user.objectId);
  const { name, policy, caseOf: kept } = policyFor(world, rules, set);
  const settings = { ...defaultSettings, caseOf: caseOf ?? kept };
  const { compiled, run, sent, judgement } = runFor(world, state, store, policy, settings);
  const before = policy.acceptance ? issuedTypes(policy.acceptance) : null;
  const told: ClaimTest = {
    user: {
      snapshotId: user.snapshotId,
      sourceName: set.snapshots.find(({ snapshotId }) => snapshotId === user.snapshotId)!.sourceName,
      object: store.row,
    },
    readAt: state.readAt,
    rules: name,
    problems: [...policy.issuance.problems, ...checkRules(policy.issuance, before)].slice(0, 1000),
    explanation: explainRun(compiled, run, settings),
    issued: sent.ids.slice(0, 1000).map((id) => ({ id, ...run.claims[id]!.claim })),
    judgement,
  };
  return eachText(told, withoutUnknownDomain);
}

/** The same with every text put through. */
function eachText<T>(value: T, put: (text: string) => string): T {
  if (typeof value === 'string') return put(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => eachText(one, put)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, eachText<unknown>(one, put)]),
  ) as T;
}

interface Chosen {
  readonly name: string;
  readonly policy: ClaimPolicy;
  readonly caseOf: (typeof defaultSettings)['caseOf'];
}

function policyFor(
  world: AccessWorld,
  rules: ClaimTestAsked['rules'],
  { snapshots }: { readonly snapshots: Parameters<typeof rulesOfDirectories>[1] },
): Chosen {
  if ('text' in rules) {
    const trusts = readTrusts(rules.text);
    const trust = trusts.find(reachesAws) ?? trusts[0]!;
    const before = rules.acceptance === undefined ? null : readTrusts(rules.acceptance);
    const provider = (before ?? trusts).find(({ kind }) => kind === 'claimsProvider') ?? before?.[0] ?? null;
    const accepting = provider && { ...provider, acceptance: provider.acceptance ?? provider.issuance };
    return { name: trust.name ?? '', policy: policyOf(trust, accepting), caseOf: defaultSettings.caseOf };
  }
  const { settings } = readMappingKept(world.db);
  const known = rulesOfDirectories(world.db, snapshots, settings);
  const found = known.find(({ id }) => id === rules.id || id.split('/')[0] === rules.id);
  if (!found) throw new Fault('object.notFound', { name: rules.id });
  return { name: found.documents.issuance.name, policy: found.policy, caseOf: found.caseOf };
}
