/** A user's own sign-ins by the rules that hold for them: what AWS makes of what the rules send, role by role. */
import type { SignIn } from '#contract/access.ts';
import type { AssertionFinding } from '#domain/claims/assertion/codes.ts';
import { judgeAssertion } from '#domain/claims/assertion/judge.ts';
import type { AssertionJudgement, OfferedRole } from '#domain/claims/assertion/judge.ts';
import type { ClaimPolicy } from '#domain/claims/policy.ts';
import { compilePolicy } from '#domain/claims/run/compile.ts';
import type { CompiledPolicy } from '#domain/claims/run/compile.ts';
import { sentBy, withoutUnknownDomain } from '#domain/claims/run/domainName.ts';
import type { Sent } from '#domain/claims/run/domainName.ts';
import type { ClaimRun } from '#domain/claims/run/result.ts';
import { rulesBehind } from '#domain/claims/run/rulesBehind.ts';
import { runRules } from '#domain/claims/run/run.ts';
import { defaultSettings } from '#domain/claims/run/settings.ts';
import type { RunSettings } from '#domain/claims/run/settings.ts';
import { signInClaims } from '#domain/claims/run/signIn.ts';
import type { SignInSubject } from '#domain/claims/run/signIn.ts';
import type { ActiveDirectoryStore } from '#domain/claims/run/store.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { assertionFacts } from '#domain/mapping/assertionFacts.ts';
import { grantOfPerson, sentValue, sentValueOf } from '#domain/mapping/samlByRules.ts';
import { SamlRoles } from '#domain/mapping/samlRole.ts';
import { isByRules } from '#domain/mapping/grant.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import type { AccessState, AccessWorld, SnapshotSet } from '../access/world.ts';
import type { RulesOfDirectories } from './samlRules.ts';
import { attributeOfSessionName, namesOf } from './sessionName.ts';
import { SubjectStore } from './subjectStore.ts';

/** Findings of one sign-in that are told. */
const mostFindings = 50;
const compiledPolicies = new WeakMap<ClaimPolicy, CompiledPolicy>();

export interface Ran {
  readonly compiled: CompiledPolicy;
  readonly run: ClaimRun;
  readonly sent: Sent;
  readonly judgement: AssertionJudgement;
}

/** A directory, and who signs in there. */
export interface SignInStore extends ActiveDirectoryStore {
  subject(): SignInSubject;
}

/** Whether somebody else's session has the name too; null: that is not known. */
export type SharedName = (run: ClaimRun, sent: Sent, name: string) => boolean | null;

/** Runs a policy for the account of the store and judges what it sends. */
export function runFor(
  state: AccessState,
  store: SignInStore,
  policy: ClaimPolicy,
  settings: RunSettings,
  shared: SharedName,
): Ran {
  let compiled = compiledPolicies.get(policy);
  if (!compiled) compiledPolicies.set(policy, (compiled = compilePolicy(policy)));
  const run = runRules(compiled, signInClaims(store.subject()), store, settings);
  const sent = sentBy(run);
  const facts = {
    ...assertionFacts(state.estates),
    sessionNameShared: (name: string) => shared(run, sent, name),
  };
  return { compiled, run, sent, judgement: judgeAssertion(sent.claims, facts, sent.open) };
}

/** By the snapshots of a state. */
export function sharedIn(world: AccessWorld, { set }: AccessState): SharedName {
  return (run, sent, name) => {
    const attribute = attributeOfSessionName(run, sent, name);
    const read = attribute === null ? undefined : namesOf[attribute.toLowerCase()];
    return read ? holdersOf(world, set, read, name) > 1 : null;
  };
}

function holdersOf(
  world: AccessWorld,
  set: SnapshotSet,
  read: (row: ObjectRow) => string | null,
  name: string,
): number {
  const holders = new Set<string>();
  for (const { snapshotId, hasObjects } of set.snapshots) {
    if (!hasObjects) continue;
    const snapshot = world.snapshots.get(snapshotId)!;
    for (const id of world.searches.of(snapshot).named(name)) {
      const row = snapshot.row(id);
      // Copies of one account in several snapshots are one.
      if (row.kind === 'user' && read(row) === name) holders.add(row.sid ?? `${snapshotId}/${id}`);
    }
  }
  return holders.size;
}

export class SignIns {
  readonly #world: AccessWorld;
  readonly #state: AccessState;
  readonly #snapshotId: number;
  readonly #objectId: number;
  #ran: readonly { readonly rules: RulesOfDirectories; readonly ran: Ran }[] | null = null;

  constructor(world: AccessWorld, state: AccessState, snapshotId: number, objectId: number) {
    this.#world = world;
    this.#state = state;
    this.#snapshotId = snapshotId;
    this.#objectId = objectId;
  }

  /** Null: no rules tell of the grant, so that there is nothing to judge. */
  of(grant: Grant): JudgedSignIn | null {
    if (!isByRules(grant)) return null;
    const value = sentValueOf(grant);
    const found = this.#all().map(({ rules, ran }) =>
      signIn(rules, ran, (one) => isOf(grant, value, ran, one)),
    );
    return (
      found.toSorted(
        (a, b) =>
          order.indexOf(a.signIn.verdict) - order.indexOf(b.signIn.verdict) ||
          Number(b.sent) - Number(a.sent),
      )[0] ?? null
    );
  }

  /** Whether it is rules of the user's own directory that tell of the grant. */
  isOwn({ evidence }: Grant): boolean {
    return this.#all().some(({ rules: { documents } }) => {
      const { snapshotId, name } = documents.issuance;
      return evidence.some((one) => one.snapshotId === snapshotId && one.where === name);
    });
  }

  /** Roles that rules send for this user and that none of `named` names: they hang on what the user has. */
  others(named: readonly Grant[]): { readonly grant: Grant; readonly judged: JudgedSignIn }[] {
    const known = new Set(named.map(sentValueOf));
    const roles = new SamlRoles(this.#state.estates);
    return this.#all().flatMap(({ rules, ran }) =>
      ran.judgement.roles.flatMap((role) => {
        const value = ran.sent.claims[role.claim]!.value;
        if (known.has(sentValue(value))) return [];
        known.add(sentValue(value));
        const grant = grantOfPerson(value, rulesBehind(ran.run, ran.sent.ids[role.claim]!), rules, roles);
        return { grant, judged: signIn(rules, ran, (one) => one === role) };
      }),
    );
  }

  #all() {
    if (this.#ran) return this.#ran;
    const own = this.#state.mapped.rules.filter(({ snapshots }) =>
      snapshots.some(({ snapshotId }) => snapshotId === this.#snapshotId),
    );
    const store =
      own.length === 0 ? null : new SubjectStore(this.#world, this.#state, this.#snapshotId, this.#objectId);
    const shared = sharedIn(this.#world, this.#state);
    return (this.#ran = own.map((rules) => {
      const settings = { ...defaultSettings, caseOf: rules.caseOf };
      return { rules, ran: runFor(this.#state, store!, rules.policy, settings, shared) };
    }));
  }
}

const order = ['offered', 'open', 'refused'] as const;
const effects = ['refused', 'open', 'note'] as const;

export interface JudgedSignIn {
  readonly signIn: SignIn;
  /** Whether the rules send the role, for certain. */
  readonly sent: boolean;
}

/** By what is sent, or by what it is taken for: a role that differs in case or path is another, and a provider may go unsaid. */
function isOf(
  grant: Grant,
  value: string | null,
  { sent }: Ran,
  { claim, roleArn, providerArn }: OfferedRole,
): boolean {
  if (value !== null && sentValue(sent.claims[claim]!.value) === value) return true;
  return (
    grant.roleArn !== null &&
    roleArn === grant.roleArn &&
    (grant.through === null || providerArn === grant.through)
  );
}

function signIn(
  { id, documents }: RulesOfDirectories,
  { run, judgement }: Ran,
  isRole: (role: OfferedRole) => boolean,
): JudgedSignIn {
  const role = judgement.roles
    .filter(isRole)
    .toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))[0];
  const whole = judgement.findings.filter(({ code }) => code !== 'roleOpen' || !role);
  const mayBeSent = judgement.findings.some(({ code }) => code === 'roleOpen');
  const findings = [...whole, ...(role?.findings ?? [])].map(told);
  if (run.decision.is === 'denied') findings.push({ code: 'notPermitted', effect: 'refused', params: {} });
  if (!role && !mayBeSent) findings.push({ code: 'notSent', effect: 'refused', params: {} });
  const verdict =
    run.decision.is === 'denied'
      ? 'refused'
      : (role?.verdict ??
        (mayBeSent && !whole.some(({ effect }) => effect === 'refused') ? 'open' : 'refused'));
  return {
    sent: role !== undefined,
    signIn: {
      rules: id,
      rulesName: documents.issuance.name,
      verdict,
      sessionSeconds: secondsAsked(judgement),
      findings: findings
        .toSorted((a, b) => effects.indexOf(a.effect) - effects.indexOf(b.effect))
        .slice(0, mostFindings),
    },
  };
}

/** The length of an AssumeRoleWithSAML session that no claim bounds. Source: facts/sts-iam.md §1. */
const unasked = 3600;
const unsure: ReadonlySet<string> = new Set(['durationOpen', 'durationSeveral', 'durationNumber']);

const secondsAsked = ({ duration, findings }: AssertionJudgement): number | null =>
  duration ?? (findings.some(({ code }) => unsure.has(code)) ? null : unasked);

const told = ({ code, effect, params }: AssertionFinding): SignIn['findings'][number] => ({
  code,
  effect,
  params: Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'string' ? withoutUnknownDomain(value) : value,
    ]),
  ),
});
