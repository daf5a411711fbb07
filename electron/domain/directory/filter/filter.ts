/**
 * A search filter as a tree (RFC 4511, 4.5.1.7). Values are bytes: one spelling in text is many (`é`, `\c3\a9`), its bytes
 * are one. `and` and `or` have at least one part, `substrings` at least one piece, and no piece is empty.
 */
export type Filter =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly is: 'not'; readonly part: Filter }
  | {
      readonly is: 'equal' | 'greaterOrEqual' | 'lessOrEqual' | 'approx';
      /** Attribute description: a name or a dotted OID, with options; as it was written. */
      readonly attribute: string;
      readonly value: Uint8Array;
    }
  | { readonly is: 'present'; readonly attribute: string }
  | {
      readonly is: 'substrings';
      readonly attribute: string;
      readonly initial: Uint8Array | null;
      readonly any: readonly Uint8Array[];
      readonly final: Uint8Array | null;
    }
  | {
      readonly is: 'extensible';
      /** Null: every attribute that the rule fits. Then there is a rule. */
      readonly attribute: string | null;
      /** Name or OID of a matching rule; null = the attribute's own equality. Never `dn`, which the text cannot tell from `:dn`. */
      readonly rule: string | null;
      /** Whether the values in the entry's name count too. */
      readonly dn: boolean;
      readonly value: Uint8Array;
    };

/** Nesting that no administrator writes: parser and evaluation call themselves, and their stack is not the caller's to spend. */
export const maxDepth = 100;

/** Matching rules of Active Directory (MS-ADTS 3.1.1.3.4.4) and those of RFC 4517 that a snapshot knows, by OID. */
export const rules = {
  bitAnd: '1.2.840.113556.1.4.803',
  bitOr: '1.2.840.113556.1.4.804',
  inChain: '1.2.840.113556.1.4.1941',
} as const;
