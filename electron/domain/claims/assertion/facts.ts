/** What is known of the AWS side, asked for by what the assertion names. null = not known. */
export interface AssertionFacts {
  /** Whether a SAML provider of just this ARN is there. */
  provider(arn: string): boolean | null;
  role(arn: string, providerArn: string): RoleFacts;
  /** Whether others sign in under the same session name. */
  sessionNameShared(name: string): boolean | null;
}

export type RoleFacts =
  | {
      readonly state: 'found';
      /** Seconds. */
      readonly maximum: number | null;
      /** What the role's trust policy lets this provider do. */
      readonly trust: {
        readonly assume: boolean | null;
        readonly tag: boolean | null;
        readonly sourceIdentity: boolean | null;
      };
    }
  | { readonly state: 'missing' }
  /** There is none of just this ARN, but one whose name differs in case, or whose path differs. */
  | { readonly state: 'spelled'; readonly arn: string }
  | { readonly state: 'unknown' };

/** Nothing was read. */
export const noFacts: AssertionFacts = {
  provider: () => null,
  role: () => ({ state: 'unknown' }),
  sessionNameShared: () => null,
};
