/** Notes on a policy document, each with the place that it is about. */
import type { ConditionTest, PolicyDocument, Statement } from '../document.ts';
import type { PolicyUse } from '../codes.ts';
import { isVariable, piecesOf } from '../pattern/pieces.ts';
import type { Variable } from '../pattern/pieces.ts';
import type { NoteCode, PolicyLife } from './codes.ts';

export interface PolicyNote {
  readonly code: NoteCode;
  /** `Statement[0].Resource[1]`; empty = the document itself. */
  readonly path: string;
  /** `key` where the words have a place for it. */
  readonly params: Readonly<Record<string, string>>;
}

/** Where a document comes from, and whom it is asked of. */
export interface Noted {
  /** Null: not attached to anybody (pasted, or of another kind). */
  readonly life: PolicyLife | null;
  /** `role`: sessions of a role are what it is asked of; null: not known, or several. */
  readonly holder: 'user' | 'group' | 'role' | null;
}

const ofUse: Readonly<Partial<Record<PolicyUse, NoteCode>>> = {
  boundary: 'boundary',
  session: 'session',
  trust: 'trust',
  serviceControl: 'organization',
  resourceControl: 'organization',
};

/** `document` null: it could not be read, and what it is for is all that can be told. */
export function policyNotes(use: PolicyUse, document: PolicyDocument | null, noted: Noted): PolicyNote[] {
  const notes: PolicyNote[] = [];
  const note: Note = (code, path, key) =>
    void notes.push({ code, path, params: key === undefined ? {} : { key } });
  if (noted.life !== null) note(noted.life, '');
  const about = ofUse[use];
  if (about !== undefined) note(about, '');
  for (const statement of document?.statements ?? []) {
    leavingOut(statement, note);
    variables(statement, document!, noted, note);
    multiFactor(statement, use, noted, note);
    outside(statement, note);
  }
  return notes;
}

type Note = (code: NoteCode, path: string, key?: string) => void;

function leavingOut({ effect, action, resource, principal }: Statement, note: Note): void {
  if (action.negated) note(`notAction${effect}`, action.path);
  if (resource?.negated) note(`notResource${effect}`, resource.path);
  if (principal?.negated) note(`notPrincipal${effect}`, principal.path);
}

/** Source: facts §1 (special cases): Block Public Access and grants of keys stand outside the decision. */
function outside({ effect, action, principal }: Statement, note: Note): void {
  if (effect === 'Deny' || action.negated) return;
  const names = (service: string): boolean =>
    action.patterns.some((pattern) => pattern.toLowerCase().startsWith(`${service}:`));
  const everyone = principal?.entries.some(({ value }) => value === '*') ?? false;
  if (everyone && names('s3')) note('publicAccessBlock', principal!.path);
  if (names('kms')) note('keyGrants', action.path);
}

/** Where variables are filled: resources, and what operators of strings, ARNs and booleans compare. */
function variables(
  { resource, conditions }: Statement,
  { version }: PolicyDocument,
  noted: Noted,
  note: Note,
): void {
  const look = (texts: readonly string[], path: string): void => {
    const found = new Map(texts.flatMap(variablesIn).map((one) => [JSON.stringify(one), one]));
    for (const one of found.values()) {
      if (version !== '2012-10-17') note('variableIsText', path, one.key);
      else if (one.fallback !== null) note('variableDefault', path, one.key);
      else noteVariable(one.key, path, noted, note);
    }
  };
  if (resource) look(resource.patterns, resource.path);
  for (const { operator, values, path } of conditions)
    if (/^(String|Arn|Bool)/.test(operator)) look(values, path);
}

const variablesIn = (text: string): Variable[] =>
  piecesOf(text, { wildcards: false, variables: true }).filter(isVariable);

function noteVariable(key: string, path: string, { holder }: Noted, note: Note): void {
  if (key === 'aws:username') note(holder === 'role' ? 'usernameNeverFilled' : 'usernameVariable', path);
  else if (key === 'aws:userid') note('userIdVariable', path);
  else note(key.startsWith('aws:principaltag/') ? 'tagVariable' : 'otherVariable', path, key);
}

/** Source: facts §3 (keys by kind of principal), worked cases 57 to 60. */
function multiFactor({ effect, conditions }: Statement, use: PolicyUse, { holder }: Noted, note: Note): void {
  for (const test of conditions) {
    const key = test.key.toLowerCase();
    const { path } = test;
    if (key === 'aws:multifactorauthage') note('mfaAge', path);
    if (key !== 'aws:multifactorauthpresent') continue;
    const meetsAbsent = isMetByAbsence(test);
    if (use === 'trust') note('mfaInTrust', path);
    else if (effect === 'Deny') note(meetsAbsent ? 'mfaDenyAbsent' : 'mfaDenySleeps', path);
    else if (meetsAbsent) note('mfaIfExistsAllows', path);
    else note(holder === 'role' ? 'mfaNeverInRole' : 'mfaAsked', path);
  }
}

/** Whether a request without the key meets the test. */
function isMetByAbsence({ operator, ifExists, quantifier, values }: ConditionTest): boolean {
  if (operator === 'Null') return values.some((value) => value.trim().toLowerCase() === 'true');
  return ifExists || quantifier === 'all' || (quantifier === null && /Not/.test(operator));
}
