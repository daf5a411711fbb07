/**
 * What AWS would refuse of a SAML response, before it is sent, and the roles that it offers. What is not known gives no
 * problem. Source: facts/sts-iam.md §5.
 */
import { error, warning, type SamlProblem } from './codes.ts';
import type { AssertionSaid, KnownRoles, ResponseFacts } from './facts.ts';
import { rolePairOf, type RolePair } from './rolePair.ts';
import { isAwsSignIn } from './signInAddress.ts';
import { trustProblems } from './trust.ts';

export interface OfferedRole {
  readonly roleArn: string;
  readonly principalArn: string;
  readonly account: string;
  readonly roleName: string;
  /** Whether it exists; null: not known. */
  readonly known: boolean | null;
  /** Of this role alone. */
  readonly problems: readonly SamlProblem[];
}

export interface Checked {
  /** Of the response as a whole. */
  readonly problems: readonly SamlProblem[];
  /** Each pair once. */
  readonly roles: readonly OfferedRole[];
}

const mostCharacters = 100_000;
const shortest = 900;
const longest = 43_200;
/** AWS is said to take a response for so long after its issue; no page of its own says so, hence a warning. */
const useWithinMs = 5 * 60_000;
/** Clocks differ by less; AWS's own tolerance is not documented. */
const toleranceMs = 60_000;
const sessionName = /^[\w+=,.@-]{2,64}$/;

/** `now`: ms since 1970. */
export function check(facts: ResponseFacts, known: KnownRoles, now: number): Checked {
  const { assertion, characters, encrypted, signed, status } = facts;
  const problems: SamlProblem[] = [];
  if (status !== null && status !== 'Success') problems.push(error('statusNotSuccess', { status }));
  if (characters > mostCharacters)
    problems.push(error('tooLong', { length: String(characters), most: String(mostCharacters) }));
  // Of one that is encrypted the signature is inside.
  if (!signed && !encrypted) problems.push(error('notSigned'));
  if (encrypted) problems.push(warning('encrypted'));
  if (!assertion) return { problems, roles: [] };

  const pairs = new Map<string, RolePair>();
  const malformed: string[] = [];
  for (const value of assertion.roles) {
    const pair = rolePairOf(value);
    if (pair) pairs.set(`${pair.roleArn},${pair.principalArn}`, pair);
    else malformed.push(value);
  }
  // With another one that is right it may still do.
  const wrong = pairs.size === 0 ? error : warning;
  problems.push(
    ...timeProblems(assertion, now),
    ...confirmationProblems(assertion),
    ...(assertion.roles.length === 0 && !encrypted ? [error('noRoles')] : []),
    ...malformed.map((value) => wrong('malformedRole', { value })),
    ...(assertion.sessionNames.length === 0 && !encrypted ? [error('noSessionName')] : []),
    ...attributeProblems(assertion),
  );
  return { problems, roles: [...pairs.values()].map((pair) => offered(pair, assertion, known)) };
}

function timeProblems(said: AssertionSaid, now: number): SamlProblem[] {
  const times = (texts: readonly (string | null)[]): number[] =>
    texts.flatMap((text) => (text === null ? [] : [Date.parse(text)])).filter((time) => !Number.isNaN(time));
  const at = (time: number) => ({ at: new Date(time).toISOString() });
  const [start] = times([said.notBefore]);
  if (start !== undefined && now + toleranceMs < start) return [error('notYetValid', at(start))];
  const end = Math.min(
    ...times([
      said.notOnOrAfter,
      said.sessionNotOnOrAfter,
      ...said.confirmations.map(({ notOnOrAfter }) => notOnOrAfter),
    ]),
  );
  if (now >= end) return [error('expired', at(end))];
  const [issued] = times([said.issuedAt]);
  return issued !== undefined && now >= issued + useWithinMs
    ? [warning('expired', at(issued + useWithinMs))]
    : [];
}

function confirmationProblems({ confirmations }: AssertionSaid): SamlProblem[] {
  if (confirmations.length > 1)
    return [error('severalConfirmations', { count: String(confirmations.length) })];
  const recipient = confirmations[0]?.recipient ?? null;
  return recipient !== null && isAwsSignIn(recipient)
    ? []
    : [error('recipientNotAws', { recipient: recipient ?? '–' })];
}

function attributeProblems({ sessionNames, durations }: AssertionSaid): SamlProblem[] {
  const problems = sessionNames.flatMap((value) =>
    sessionName.test(value) ? [] : [error('badSessionName', { value })],
  );
  for (const value of durations) {
    const seconds = secondsOf(value);
    if (seconds === null || seconds < shortest || seconds > longest)
      problems.push(error('badDuration', { value, least: String(shortest), most: String(longest) }));
  }
  return problems;
}

function offered(pair: RolePair, said: AssertionSaid, roles: KnownRoles): OfferedRole {
  const { roleArn, principalArn, role } = pair;
  const found = roles.role(roleArn);
  const known = found === null ? null : found !== 'missing';
  const base = { roleArn, principalArn, account: role.account, roleName: role.name, known };
  if (found === null) return { ...base, problems: [] };
  // It may have been made since the workspace was read.
  if (found === 'missing') return { ...base, problems: [warning('roleUnknown', { role: roleArn })] };
  const problems = trustProblems(pair, found, said);
  const seconds = durationOf(said);
  const most = found.maxSessionDuration;
  // The console refuses it; a request may ask for less.
  if (seconds !== null && most !== null && seconds > most)
    problems.push(warning('durationAboveRole', { seconds: String(seconds), most: String(most) }));
  return { ...base, problems };
}

/** The SessionDuration in seconds; null = none, several, or no number. */
export const durationOf = ({ durations }: AssertionSaid): number | null =>
  durations.length === 1 ? secondsOf(durations[0]!) : null;

const secondsOf = (value: string): number | null => (/^\d{1,9}$/.test(value) ? Number(value) : null);
