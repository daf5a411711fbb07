import { claimTypes, type Claim } from '../claim.ts';
import { assertionCodes, type AssertionCode, type AssertionFinding, type AssertionParams } from './codes.ts';

/** What the rules may send besides: parts that are not known are null. */
export interface OpenAttribute {
  readonly type: string | null;
  readonly value: string | null;
}

/** The claims of an assertion by attribute, and what was found about them. */
export class Sheet {
  readonly findings: AssertionFinding[] = [];
  readonly claims: readonly Claim[];
  readonly open: readonly OpenAttribute[];
  constructor(claims: readonly Claim[], open: readonly OpenAttribute[]) {
    this.claims = claims;
    this.open = open;
  }

  find(
    code: AssertionCode,
    claim: number | null,
    params: AssertionParams = {},
    to = this.findings,
    part: 'type' | 'value' = 'value',
    range: { readonly offset: number; readonly length: number } | null = null,
  ): void {
    const text = claim === null ? '' : this.claims[claim]![part];
    const place = claim === null ? null : { claim, part, ...(range ?? { offset: 0, length: text.length }) };
    to.push({ code, effect: assertionCodes[code], place, params });
  }

  /** Claims of a type, each value once. */
  indices(type: string): number[] {
    const seen = new Set<string>();
    const found: number[] = [];
    this.claims.forEach((claim, i) => {
      if (claim.type === type && (type === claimTypes.role || !seen.has(claim.value))) {
        seen.add(claim.value);
        found.push(i);
      }
    });
    return found;
  }

  isOpen(type: string): boolean {
    return this.open.some((attribute) => attribute.type === null || attribute.type === type);
  }

  /** The one value of an attribute; of several the first, said as `several`. */
  one(type: string, several: AssertionCode): number | null {
    const found = this.indices(type);
    for (const claim of found.slice(1)) this.find(several, claim);
    return found[0] ?? null;
  }
}
