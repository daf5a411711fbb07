/**
 * What a request needs once: an MFA code, a SAML response, a token. They are secrets, so a problem says nothing of the text but
 * its length. Source: facts/sts-iam.md §1, §5.
 */
import type { OnceCode } from './limitCodes.ts';

export type OnceKind = 'mfaCode' | 'samlResponse' | 'webIdentityToken';

export interface OnceProblem {
  readonly code: OnceCode;
  readonly params: Readonly<Record<string, string>>;
}

const longestAssertion = 100_000;
const longestToken = 20_000;

/** Null: nothing is wrong with it as far as can be told. White space around it, and line breaks within base64, are not counted. */
export function onceProblemOf(kind: OnceKind, text: string): OnceProblem | null {
  if (kind === 'mfaCode') return /^\d{6}$/.test(text.trim()) ? null : problem('mfaCodeNotSixDigits');
  return kind === 'samlResponse' ? samlProblem(text) : tokenProblem(text.trim());
}

function samlProblem(text: string): OnceProblem | null {
  const base64 = text.replaceAll(/\s+/g, '');
  const { length } = base64;
  if (length === 0) return problem('samlMissing');
  if (base64.startsWith('<')) return problem('samlIsXml');
  if (length > longestAssertion) return problem('samlTooLong', length, longestAssertion);
  return length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? null : problem('samlNotBase64');
}

function tokenProblem(token: string): OnceProblem | null {
  const { length } = token;
  if (length === 0) return problem('tokenMissing');
  if (length > longestToken) return problem('tokenTooLong', length, longestToken);
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? null : problem('tokenNotJwt');
}

const problem = (code: OnceCode, length?: number, most?: number): OnceProblem => ({
  code,
  params: length === undefined ? {} : { length: String(length), most: String(most) },
});
