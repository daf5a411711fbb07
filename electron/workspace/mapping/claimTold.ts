/** What a run of claim rules is told as, and which rules are run. */
import type { ClaimTest, ClaimTestAsked } from '#contract/claimTest.ts';
import { Fault } from '#contract/faults.ts';
import { checkRules, issuedTypes } from '#domain/claims/check/check.ts';
import { explainRun } from '#domain/claims/explain/explain.ts';
import { policyOf, readTrusts } from '#domain/claims/parse/trusts.ts';
import type { ClaimPolicy } from '#domain/claims/policy.ts';
import { withoutUnknownDomain } from '#domain/claims/run/domainName.ts';
import { defaultSettings } from '#domain/claims/run/settings.ts';
import type { RunSettings } from '#domain/claims/run/settings.ts';
import { reachesAws } from '#domain/mapping/ruleUse.ts';
import type { AccessWorld } from '../access/world.ts';
import { readMappingKept } from './kept.ts';
import { rulesOfDirectories } from './samlRules.ts';
import type { Ran } from './signIns.ts';

/** A run as it is told; `about`: whose it is, and what it stands on. */
export function toldOf<About extends Pick<ClaimTest, 'user' | 'readAt' | 'rules' | 'live'>>(
  { compiled, run, sent, judgement }: Ran,
  policy: ClaimPolicy,
  settings: RunSettings,
  about: About,
): About & Omit<ClaimTest, 'user' | 'readAt' | 'rules' | 'live' | 'server'> {
  const before = policy.acceptance ? issuedTypes(policy.acceptance) : null;
  const told = {
    ...about,
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

/** Throws `object.notFound` for rules that are not there. */
export function policyFor(
  world: AccessWorld,
  rules: ClaimTestAsked['rules'],
  snapshots: Parameters<typeof rulesOfDirectories>[1],
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
