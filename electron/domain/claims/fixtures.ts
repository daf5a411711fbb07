/** Made-up policies, subjects and stores for tests. */
import { compilePolicy } from './run/compile.ts';
import { issuanceOnly } from './policy.ts';
import type { ClaimPolicy } from './policy.ts';
import { parseRules } from './parse/parse.ts';
import type { ClaimRun } from './run/result.ts';
import { runRules } from './run/run.ts';
import type { InitialClaims } from './run/run.ts';
import { signInClaims } from './run/signIn.ts';
import type { SignInSubject, SubjectFact } from './run/signIn.ts';
import { defaultSettings } from './run/settings.ts';
import type { ActiveDirectoryStore, AttributeAnswer } from './run/store.ts';
import { stringType } from './claim.ts';
import type { Claim } from './claim.ts';

const read = (...values: string[]): SubjectFact => ({ state: 'read', values });

export const alice: SignInSubject = {
  account: 'EXAMPLE\\alice',
  userPrincipalName: read('alice@example.com'),
  sid: read('S-1-5-21-1-2-3-1001'),
  primaryGroupSid: read('S-1-5-21-1-2-3-513'),
  groupSids: read('S-1-5-21-1-2-3-513', 'S-1-5-21-1-2-3-2001'),
};

/** Answers by attribute as written, without regard to case; what is not listed is empty. */
export function storeOf(
  attributes: Readonly<Record<string, readonly string[] | null>>,
): ActiveDirectoryStore {
  const known = new Map(Object.entries(attributes).map(([name, values]) => [name.toLowerCase(), values]));
  return {
    ask: (query) => ({
      state: 'read',
      attributes: query.attributes.map(({ text }): AttributeAnswer => {
        const values = known.get(text.toLowerCase());
        return values === null
          ? { state: 'notReadable', code: 'notIncluded' }
          : { state: 'read', values: values ?? [] };
      }),
    }),
  };
}

/** A claim of the directory. */
export function claimOf(type: string, value: string, more: Partial<Claim> = {}): Claim {
  const issuer = 'AD AUTHORITY';
  return { type, value, valueType: stringType, issuer, originalIssuer: issuer, properties: {}, ...more };
}

export function initialOf(...claims: Claim[]): InitialClaims {
  return { claims, open: [] };
}

export interface RunInput {
  readonly initial?: InitialClaims;
  readonly store?: ActiveDirectoryStore;
  readonly settings?: typeof defaultSettings;
  readonly policy?: Partial<ClaimPolicy>;
}

/** Runs a text of issuance rules. */
export function runText(text: string, input: RunInput = {}): ClaimRun {
  const policy = { ...issuanceOnly(parseRules(text)), ...input.policy };
  const initial = input.initial ?? signInClaims(alice);
  return runRules(
    compilePolicy(policy),
    initial,
    input.store ?? storeOf({}),
    input.settings ?? defaultSettings,
  );
}

/** What is issued, as `type=value`, in its order; `?` for what is not known, and `…` behind what may be many. */
export function issued(run: ClaimRun): string[] {
  const { output, openOutput } = run.stages[2];
  const text = (type: string | null, value: string | null) => `${type ?? '?'}=${value ?? '?'}`;
  return [
    ...output.map((id) => text(run.claims[id]!.claim.type, run.claims[id]!.claim.value)),
    ...openOutput.map((index) => {
      const { claim, many } = run.open[index]!;
      return `maybe ${text(claim.type, claim.value)}${many ? '…' : ''}`;
    }),
  ];
}
