/** Two-letter names of SIDs in SDDL (MS-DTYP 2.5.1.1). */
import { domainSidOf, sidInDomain } from '../sid.ts';

const everywhere: Readonly<Record<string, string>> = {
  WD: 'S-1-1-0',
  CO: 'S-1-3-0',
  CG: 'S-1-3-1',
  OW: 'S-1-3-4',
  NU: 'S-1-5-2',
  IU: 'S-1-5-4',
  SU: 'S-1-5-6',
  AN: 'S-1-5-7',
  ED: 'S-1-5-9',
  PS: 'S-1-5-10',
  AU: 'S-1-5-11',
  RC: 'S-1-5-12',
  SY: 'S-1-5-18',
  LS: 'S-1-5-19',
  NS: 'S-1-5-20',
  WR: 'S-1-5-33',
  UD: 'S-1-5-84-0-0-0-0-0',
  AC: 'S-1-15-2-1',
  LW: 'S-1-16-4096',
  ME: 'S-1-16-8192',
  MP: 'S-1-16-8448',
  HI: 'S-1-16-12288',
  SI: 'S-1-16-16384',
  AS: 'S-1-18-1',
  SS: 'S-1-18-2',
  BA: 'S-1-5-32-544',
  BU: 'S-1-5-32-545',
  BG: 'S-1-5-32-546',
  PU: 'S-1-5-32-547',
  AO: 'S-1-5-32-548',
  SO: 'S-1-5-32-549',
  PO: 'S-1-5-32-550',
  BO: 'S-1-5-32-551',
  RE: 'S-1-5-32-552',
  RU: 'S-1-5-32-554',
  RD: 'S-1-5-32-555',
  NO: 'S-1-5-32-556',
  MU: 'S-1-5-32-558',
  LU: 'S-1-5-32-559',
  IS: 'S-1-5-32-568',
  CY: 'S-1-5-32-569',
  ER: 'S-1-5-32-573',
  CD: 'S-1-5-32-574',
  RA: 'S-1-5-32-575',
  ES: 'S-1-5-32-576',
  MS: 'S-1-5-32-577',
  HA: 'S-1-5-32-578',
  AA: 'S-1-5-32-579',
  RM: 'S-1-5-32-580',
};

/** RIDs in the domain. */
const inDomain: Readonly<Record<string, number>> = {
  RO: 498,
  LA: 500,
  LG: 501,
  DA: 512,
  DU: 513,
  DG: 514,
  DC: 515,
  DD: 516,
  CA: 517,
  PA: 520,
  CN: 522,
  AP: 525,
  KA: 526,
  RS: 553,
};

/** RIDs in the forest's root domain. */
const inRoot: Readonly<Record<string, number>> = { SA: 518, EA: 519, EK: 527 };

/** Which domain an alias like `DA` means. `root` absent = the domain itself is the root. */
export interface SddlDomain {
  readonly sid: string;
  readonly root?: string;
}

/** The SID of an alias; `unknownDomain` when it is one of a domain and none was given; null for no alias. */
export function sidOfAlias(alias: string, domain: SddlDomain | null): string | 'unknownDomain' | null {
  const upper = alias.toUpperCase();
  if (Object.hasOwn(everywhere, upper)) return everywhere[upper]!;
  const own = Object.hasOwn(inDomain, upper);
  if (!own && !Object.hasOwn(inRoot, upper)) return null;
  if (!domain) return 'unknownDomain';
  return own
    ? sidInDomain(domain.sid, inDomain[upper]!)
    : sidInDomain(domain.root ?? domain.sid, inRoot[upper]!);
}

const bySid = new Map(Object.entries(everywhere).map(([alias, sid]) => [sid, alias]));
const byRid = new Map(Object.entries(inDomain).map(([alias, rid]) => [rid, alias]));
const byRootRid = new Map(Object.entries(inRoot).map(([alias, rid]) => [rid, alias]));

/** How SDDL writes a SID: its alias where it has one, otherwise itself. */
export function aliasOfSid(sid: string, domain: SddlDomain | null): string {
  const fixed = bySid.get(sid);
  if (fixed) return fixed;
  const of = domain && domainSidOf(sid);
  if (!of) return sid;
  const rid = Number(sid.slice(of.length + 1));
  const alias =
    (of === domain.sid ? byRid.get(rid) : undefined) ??
    (of === (domain.root ?? domain.sid) ? byRootRid.get(rid) : undefined);
  return alias ?? sid;
}
