/**
 * What a captured SAML assertion says: of one person, by what the provider decided at one time. Its attributes alone; the assertion
 * and its signature are a credential, and are kept nowhere.
 */
export interface CapturedAssertion {
  /** The file that it was read from. */
  readonly file: string;
  /** Entity id of the provider; null = it does not say. */
  readonly issuer: string | null;
  readonly audiences: readonly string[];
  /** NameID; null = there is none. */
  readonly subject: string | null;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}
