/**
 * The short name of a domain where it is not known: another name than the DNS name, which rules may compare. It runs through the
 * rules as a text that no directory holds; what is compared with it is not known, and what is sent with it neither.
 */
import type { OpenAttribute } from '../assertion/sheet.ts';
import type { Claim } from '../claim.ts';
import type { ClaimRun } from './result.ts';

/** Letters, so that patterns for names take it for one. */
export const unknownDomain = '\u0294\u0294\u0294';

export const namesUnknownDomain = (text: string): boolean => text.includes(unknownDomain);

/** What is told instead. */
export const withoutUnknownDomain = (text: string): string => text.replaceAll(unknownDomain, '?');

export interface Sent {
  /** Indices into the run's claims. */
  readonly ids: readonly number[];
  readonly claims: readonly Claim[];
  /** What may be sent besides, as far as it is known. */
  readonly open: readonly OpenAttribute[];
}

/** What the relying party is sent. */
export function sentBy({ claims, open, stages: [, , { output, openOutput }] }: ClaimRun): Sent {
  const [ids, unsure]: [number[], number[]] = [[], []];
  for (const id of output) (namesUnknownDomain(claims[id]!.claim.value) ? unsure : ids).push(id);
  return {
    ids,
    claims: ids.map((id) => claims[id]!.claim),
    open: [
      ...openOutput.map((index) => open[index]!.claim),
      ...unsure.map((id) => ({ type: claims[id]!.claim.type, value: null })),
    ],
  };
}
