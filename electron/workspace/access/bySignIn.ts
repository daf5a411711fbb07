/** What one user reaches by claim rules: their own sign-in says it, also where no group does. */
import type { SignIn } from '#contract/access.ts';
import type { UserAccess } from '#domain/access/accessOf.ts';
import type { AccessNote } from '#domain/access/accountNotes.ts';
import type { ReachedRole } from '#domain/access/chain.ts';
import { isByRules } from '#domain/mapping/grant.ts';
import type { Grant, GrantIssue } from '#domain/mapping/grant.ts';
import { sentValueOf } from '#domain/mapping/samlByRules.ts';
import type { JudgedSignIn } from '../mapping/signIns.ts';

/** The sign-ins of one user. */
export interface UserSignIns {
  /** Null: there is none to judge. */
  of(grant: Grant): JudgedSignIn | null;
  isOwn(grant: Grant): boolean;
  others(named: readonly Grant[]): readonly { readonly grant: Grant; readonly judged: JudgedSignIn }[];
}

export interface SignedInRole extends ReachedRole {
  readonly signIn?: SignIn;
}
export interface SignedIn {
  readonly reached: readonly SignedInRole[];
  /** What AWS refuses it refuses, whatever else is not known. */
  readonly refused: readonly SignedInRole[];
  readonly notReadable: readonly Grant[];
  readonly notes: readonly AccessNote[];
}

/** They leave open for whom rules send a role: of one user, what is sent answers that. */
const forWhom: ReadonlySet<GrantIssue> = new Set<GrantIssue>([
  'claimNotKnown',
  'otherClaimsToo',
  'everyoneSignsIn',
  'attributeDecides',
]);

/** `all`: every grant there is; null: of what does not sign in, a group. `chainOf`: without a membership. */
export function bySignIn(
  found: UserAccess,
  all: readonly Grant[] | null,
  signIns: UserSignIns,
  chainOf: (grant: Grant) => ReachedRole['chain'],
): SignedIn {
  const reached: SignedInRole[] = [];
  const refused: SignedInRole[] = [];
  const notes: AccessNote[] = [];
  const gone = new Set<Grant>();
  /** Whether the sign-in says what becomes of it. */
  const settled = (one: ReachedRole, { signIn, sent }: JudgedSignIn): boolean => {
    if (signIn.verdict === 'refused') refused.push({ ...one, signIn });
    else if (signIn.verdict === 'offered') reached.push({ ...one, signIn });
    else if (sent && one.grant.issues.every((issue) => forWhom.has(issue))) reached.push({ ...one, signIn });
    else return false;
    return true;
  };
  for (const one of found.reached) {
    const judged = signIns.of(one.grant);
    if (judged?.signIn.verdict === 'refused') refused.push({ ...one, signIn: judged.signIn });
    else reached.push({ ...one, ...(judged && { signIn: judged.signIn }) });
  }
  for (const one of found.open) {
    const judged = signIns.of(one.grant);
    if (judged && settled(one, judged)) gone.add(one.grant);
  }
  const anybody = (all ?? []).filter(
    (grant) => grant.principal === null && isByRules(grant) && signIns.isOwn(grant),
  );
  /** Of roles that are not known before somebody signs in. */
  const nameless = new Set<string>();
  for (const grant of anybody) {
    const judged = signIns.of(grant);
    if (!judged) continue;
    if (judged.sent) {
      if (settled({ grant, chain: chainOf(grant) }, judged)) gone.add(grant);
      continue;
    }
    if (judged.signIn.verdict === 'open') continue;
    gone.add(grant);
    if (grant.status !== 'candidate') continue;
    const { rulesName: rules } = judged.signIn;
    const { roleName: role, account } = grant;
    if (sentValueOf(grant) === null) nameless.add(rules);
    else notes.push({ code: 'roleNotSent', params: { rules, role, account } });
  }
  const rest: Grant[] = [];
  const named = [...reached, ...refused, ...found.open, ...found.broken].map(({ grant }) => grant);
  for (const { grant, judged } of all ? signIns.others([...named, ...anybody]) : []) {
    if (!settled({ grant, chain: chainOf(grant) }, judged)) rest.push(grant);
    nameless.delete(judged.signIn.rulesName);
  }
  for (const rules of nameless) notes.push({ code: 'noFurtherRole', params: { rules } });
  return {
    reached,
    refused,
    notReadable: [...found.notReadable.filter((grant) => !gone.has(grant)), ...rest],
    notes: [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()],
  };
}
