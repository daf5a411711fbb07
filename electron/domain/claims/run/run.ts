/**
 * Runs the rules of a policy for one sign-in. Sources: Microsoft, "The Role of the Claims Engine" (each rule once, in order; `add`
 * into the input set, `issue` into both; one run for each set of matching claims) and "The Role of the Claims Pipeline" (stages).
 */
import { claimTypes } from '../claim.ts';
import type { Claim } from '../claim.ts';
import type { Stage } from '../policy.ts';
import { ClaimSet } from './claimSet.ts';
import type { CompiledPolicy, CompiledRules } from './compile.ts';
import { Journal } from './journal.ts';
import type { OpenClaim } from './open.ts';
import type { ClaimRun, Decision, StageRun } from './result.ts';
import { runRule } from './runRule.ts';
import { defaultSettings } from './settings.ts';
import type { RunSettings } from './settings.ts';
import type { ActiveDirectoryStore } from './store.ts';

/** What AD FS starts with. */
export interface InitialClaims {
  readonly claims: readonly Claim[];
  /** What it may start with besides: parts that were not read, and how and from where somebody signs in. */
  readonly open: readonly OpenClaim[];
}

/** Never throws and ends soon, whatever the rules: see `limits` in the settings. */
export function runRules(
  compiled: CompiledPolicy,
  initial: InitialClaims,
  store: ActiveDirectoryStore,
  settings: RunSettings = defaultSettings,
): ClaimRun {
  const journal = new Journal(settings, store);
  const start = {
    ids: initial.claims.map((claim) => journal.start(claim)),
    open: initial.open.map((open) => journal.putOpen(open)),
  };
  const { policy } = compiled;
  const acceptance = compiled.acceptance
    ? runStage('acceptance', compiled.acceptance, start, journal)
    : idleStage('acceptance', 'notGiven', start, start);
  const accepted = { ids: acceptance.output, open: acceptance.openOutput };
  const authorization = compiled.authorization
    ? runStage('authorization', compiled.authorization, accepted, journal)
    : idleStage('authorization', policy.authorization === null ? 'notGiven' : 'notReadable', accepted);
  const issuance = runStage('issuance', compiled.issuance, accepted, journal);
  return {
    claims: journal.claims,
    open: journal.open,
    queries: journal.queries,
    stages: [acceptance, authorization, issuance],
    decision: decide(authorization, journal, settings),
  };
}

interface Ids {
  readonly ids: readonly number[];
  readonly open: readonly number[];
}

function idleStage(
  stage: Stage,
  state: 'notGiven' | 'notReadable',
  input: Ids,
  output: Ids = { ids: [], open: [] },
): StageRun {
  const sets = { input: input.ids, openInput: input.open, output: output.ids, openOutput: output.open };
  return { stage, state, rules: [], ...sets };
}

function runStage(stage: Stage, compiled: CompiledRules, input: Ids, journal: Journal): StageRun {
  const set = new ClaimSet(journal.settings.caseOf.types);
  for (const id of input.ids) set.add(id, journal.claims[id]!.claim.type);
  for (const index of input.open) set.addOpen(index, journal.open[index]!.claim.type);
  const output = new Output(journal);
  const rules = compiled.rules.map((rule, index) =>
    runRule(rule, { stage, index, set, output, journal, compilePattern: compiled.compilePattern }),
  );
  return {
    stage,
    state: 'ran',
    rules,
    input: set.ids,
    openInput: set.open,
    output: output.ids,
    openOutput: output.open,
  };
}

/** The output set. "ADFS will condense any claims with identical namespace and value" (MSDN, Handling optional claims). */
export class Output {
  readonly ids: number[] = [];
  readonly open: number[] = [];
  readonly #journal: Journal;
  readonly #known = new Set<string>();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  add(id: number): void {
    const key = claimKey(this.#journal.claims[id]!.claim);
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.ids.push(id);
  }
}

/** Equal for claims that are alike in every part. */
export function claimKey(claim: Claim): string {
  const { type, value, valueType, issuer, originalIssuer, properties } = claim;
  const names = Object.keys(properties);
  const parts = [type, value, valueType, issuer, originalIssuer];
  if (names.length === 0) return parts.join('\0');
  return JSON.stringify([...parts, ...names.sort().flatMap((name) => [name, properties[name]!])]);
}

function decide(stage: StageRun, journal: Journal, settings: RunSettings): Decision {
  if (stage.state !== 'ran') return { is: 'open', why: stage.state, claims: [], open: [] };
  const same = (one: string | null, other: string) =>
    one === null || (settings.caseOf.types === 'ignored' ? one.toLowerCase() === other : one === other);
  const claims = (type: string) => stage.output.filter((id) => same(journal.claims[id]!.claim.type, type));
  const open = (type: string) => stage.openOutput.filter((id) => same(journal.open[id]!.claim.type, type));
  const denied = claims(claimTypes.deny);
  if (denied.length > 0) return { is: 'denied', why: 'deny', claims: denied, open: [] };
  const permitted = claims(claimTypes.permit);
  const mayDeny = open(claimTypes.deny);
  if (permitted.length > 0) {
    if (mayDeny.length > 0) return { is: 'open', why: 'open', claims: permitted, open: mayDeny };
    return { is: 'permitted', why: 'permit', claims: permitted, open: [] };
  }
  const mayPermit = open(claimTypes.permit);
  if (mayPermit.length > 0) return { is: 'open', why: 'open', claims: [], open: mayPermit };
  return { is: 'denied', why: 'noPermit', claims: [], open: [] };
}
