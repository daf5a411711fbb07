/** Matching rules that a snapshot knows: those of Active Directory, and equality rules of RFC 4517. */
import { rules } from './filter.ts';
import type { FilterSyntax } from './syntax.ts';

/** What a rule compares by: bits, a chain, or equality as of a syntax. */
export type Rule = 'bitAnd' | 'bitOr' | 'inChain' | FilterSyntax;

const known = new Map<string, Rule>(
  Object.entries({
    [rules.bitAnd]: 'bitAnd',
    [rules.bitOr]: 'bitOr',
    [rules.inChain]: 'inChain',
    integerBitAndMatch: 'bitAnd',
    integerBitOrMatch: 'bitOr',
    '2.5.13.0': 'oid',
    objectIdentifierMatch: 'oid',
    '2.5.13.1': 'dn',
    distinguishedNameMatch: 'dn',
    '2.5.13.2': 'text',
    caseIgnoreMatch: 'text',
    '2.5.13.5': 'exact',
    caseExactMatch: 'exact',
    '2.5.13.8': 'text',
    numericStringMatch: 'text',
    '2.5.13.13': 'boolean',
    booleanMatch: 'boolean',
    '2.5.13.14': 'integer',
    integerMatch: 'integer',
    '2.5.13.17': 'bytes',
    octetStringMatch: 'bytes',
    '2.5.13.20': 'text',
    telephoneNumberMatch: 'text',
    '2.5.13.27': 'time',
    generalizedTimeMatch: 'time',
    '1.3.6.1.4.1.1466.109.114.1': 'exact',
    caseExactIA5Match: 'exact',
    '1.3.6.1.4.1.1466.109.114.2': 'text',
    caseIgnoreIA5Match: 'text',
  } satisfies Record<string, Rule>).map(([name, rule]) => [name.toLowerCase(), rule]),
);

/** By name or OID; null for one that is not known. */
export const ruleNamed = (name: string): Rule | null => known.get(name.toLowerCase()) ?? null;
