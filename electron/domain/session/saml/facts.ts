/**
 * What a SAML response says, as far as it can be read without a key. Nobody has verified its signature: AWS does that.
 * Times are ISO 8601 UTC. Source: facts/sts-iam.md §5; SAML 2.0 core.
 */
import type { Tag } from '../request.ts';

export interface ResponseFacts {
  /** Characters of its base64, white space aside. */
  readonly characters: number;
  /** The last part of the top status code, `Success`; null = it has none. */
  readonly status: string | null;
  /** The response or its assertion holds a signature. */
  readonly signed: boolean;
  /** Its assertion is encrypted, or attributes of it are: what they say is not known. */
  readonly encrypted: boolean;
  /** Null: encrypted as a whole, or the identity provider sent none. */
  readonly assertion: AssertionSaid | null;
}

/** Null and empty lists: it does not say. */
export interface AssertionSaid {
  readonly issuer: string | null;
  readonly subject: string | null;
  /** URI of the subject's format. */
  readonly subjectFormat: string | null;
  readonly issuedAt: string | null;
  readonly notBefore: string | null;
  readonly notOnOrAfter: string | null;
  readonly audiences: readonly string[];
  /** Each SubjectConfirmation. */
  readonly confirmations: readonly {
    readonly recipient: string | null;
    readonly notOnOrAfter: string | null;
  }[];
  /** The earliest, where there are several statements. */
  readonly sessionNotOnOrAfter: string | null;
  /** Values of AWS's attributes as they stand there. */
  readonly roles: readonly string[];
  readonly sessionNames: readonly string[];
  readonly durations: readonly string[];
  readonly sourceIdentities: readonly string[];
  readonly tags: readonly Tag[];
  readonly transitiveTagKeys: readonly string[];
}

/** What is known of the roles that a response names. */
export interface KnownRoles {
  /** `missing`: its account's roles are known, and it is none of them. Null: not known. */
  role(arn: string): KnownRole | 'missing' | null;
}

export interface KnownRole {
  /** A document, or its text. */
  readonly trustPolicy: unknown;
  /** Seconds; null = not known. */
  readonly maxSessionDuration: number | null;
}

export const nothingKnown: KnownRoles = { role: () => null };
