/**
 * Who may take a role: a tolerant reading of its trust policy. It never throws; what it cannot take is said as a problem,
 * with the place. It reads whom the document names, it does not evaluate conditions.
 * Source: facts/group-role-mapping.md §1, facts/sts-iam.md §5, facts/iam-policy-evaluation.md (grammar).
 */
import { globMatches } from './glob.ts';
import { trustKinds } from './trustKinds.ts';
import type { TrustKind, TrustProblemCode } from './trustKinds.ts';
import { principalsOf } from './trustPrincipal.ts';
import type { TrustPrincipal } from './trustPrincipal.ts';

export interface TrustProblem {
  readonly code: TrustProblemCode;
  /** JSON path into the document; empty = the document itself. */
  readonly path: string;
}

/** One principal that one statement names. */
export interface TrustEntry {
  readonly kind: TrustKind;
  /** ARN, account id, service or host as written; `*` for anyone. */
  readonly principal: string;
  /** JSON path of the principal, as `Statement[0].Principal.Federated`. */
  readonly path: string;
  /** Condition keys of the statement: it holds only when they are met. */
  readonly conditionKeys: readonly string[];
}

export interface TrustReading {
  /** Allowed, and by no unconditional Deny taken back. */
  readonly entries: readonly TrustEntry[];
  readonly problems: readonly TrustProblem[];
}

const assumeRole = 'sts:AssumeRole';
const withSaml = 'sts:AssumeRoleWithSAML';
const withWebIdentity = 'sts:AssumeRoleWithWebIdentity';
/** The call by which each kind of principal takes a role; a statement that does not allow it does not let it in. */
const calls: Readonly<Record<TrustKind, readonly string[]>> = {
  saml: [withSaml],
  'identity-center': [withSaml],
  'web-identity': [withWebIdentity],
  ds: [assumeRole],
  account: [assumeRole],
  service: [assumeRole],
  anyone: [assumeRole, withSaml, withWebIdentity],
};

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [value];

/** Reads a trust policy, parsed or as JSON text. */
export function readTrustPolicy(document: unknown): TrustReading {
  const problems: TrustProblem[] = [];
  const report = (code: TrustProblemCode, path: string) => void problems.push({ code, path });
  const parsed = parse(document);
  if (parsed === undefined || !isObject(parsed)) {
    report(parsed === undefined ? 'notJson' : 'notObject', '');
    return { entries: [], problems };
  }
  if (parsed['Statement'] === undefined) report('statementMissing', 'Statement');
  const allowed: TrustEntry[] = [];
  const denied: { entry: TrustEntry; calls: readonly string[] }[] = [];
  const several = Array.isArray(parsed['Statement']);
  for (const [index, statement] of listOf(parsed['Statement'] ?? []).entries()) {
    const path = several ? `Statement[${index}]` : 'Statement';
    if (!isObject(statement)) {
      report('statementNotObject', path);
      continue;
    }
    const effect = statement['Effect'];
    if (effect !== 'Allow' && effect !== 'Deny') {
      report('effectUnknown', `${path}.Effect`);
      continue;
    }
    const actions = actionsOf(statement);
    if (!actions) report('actionMissing', `${path}.Action`);
    const conditionKeys = conditionKeysOf(statement['Condition']);
    for (const principal of principalsOf(statement, path, report)) {
      const open = actions ? calls[principal.kind].filter((call) => actions(call)) : [];
      const entry = entryOf(principal, conditionKeys);
      if (effect === 'Deny') {
        if (conditionKeys.length === 0)
          denied.push({
            entry,
            calls: [assumeRole, withSaml, withWebIdentity].filter((call) => actions?.(call)),
          });
      } else if (open.length > 0) allowed.push(entry);
      else if (actions) report('actionOther', principal.path);
    }
  }
  const takenBack = (entry: TrustEntry) =>
    denied.some(
      (deny) =>
        (deny.entry.kind === 'anyone' || deny.entry.principal === entry.principal) &&
        calls[entry.kind].every((call) => deny.calls.includes(call)),
    );
  return { entries: allowed.filter((entry) => !takenBack(entry)), problems };
}

/** The kinds of principal that a role trusts, each once, in the order of `trustKinds`. */
export function trustKindsOf(reading: TrustReading): TrustKind[] {
  return trustKinds.filter((kind) => reading.entries.some((entry) => entry.kind === kind));
}

/** The kinds of principal that a role's trust policy lets in; `readTrustPolicy` says where and what it could not take. */
export function trustedBy(document: unknown): TrustKind[] {
  return trustKindsOf(readTrustPolicy(document));
}

function parse(document: unknown): unknown {
  if (typeof document !== 'string') return document;
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}

function entryOf(principal: TrustPrincipal, conditionKeys: readonly string[]): TrustEntry {
  return { kind: principal.kind, principal: principal.value, path: principal.path, conditionKeys };
}

/** Which calls a statement speaks of; null when it names no action. */
function actionsOf(statement: Json): ((call: string) => boolean) | null {
  const not = statement['Action'] === undefined;
  const stated = not ? statement['NotAction'] : statement['Action'];
  if (stated === undefined) return null;
  const patterns = listOf(stated).filter((pattern) => typeof pattern === 'string');
  return (call) => patterns.some((pattern) => globMatches(pattern, call)) !== not;
}

function conditionKeysOf(condition: unknown): string[] {
  if (!isObject(condition)) return [];
  return [...new Set(Object.values(condition).flatMap((keys) => (isObject(keys) ? Object.keys(keys) : [])))];
}
