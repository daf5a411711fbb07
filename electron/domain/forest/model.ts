/** What is known of one forest: the shapes that `readForests` answers with. Pure data, as the contract hands it on. */
import type { FunctionalLevel } from '../directory/functionalLevel.ts';
import type { TrustAttributeCode, TrustDirection, TrustKind, TrustType } from '../directory/trust.ts';
import type { Known, NotRead } from './known.ts';
import type { SidFilteringCode } from './sidFiltering.ts';

/** An object to look at; ids are null where it was read live. */
export interface ObjectRef {
  snapshotId: number | null;
  objectId: number | null;
  dn: string;
}

/** One reading that a forest is known from. */
export interface ForestSource {
  snapshotId: number | null;
  /** ISO 8601 UTC. */
  readAt: string;
  /** DNs of the naming contexts that it holds. */
  contexts: string[];
}

/** A functional level: the stored number, and the Windows Server version it is named after (null = unused number). */
export interface Level {
  value: number;
  level: FunctionalLevel | null;
}

export interface ForestDomain {
  /** The head of the domain's context; the crossRef where the domain itself was not read. */
  ref: ObjectRef;
  dn: string;
  dns: string;
  netbios: Known<string>;
  sid: Known<string>;
  level: Known<Level>;
  /** The forest's first domain. */
  root: boolean;
  /** DNS name of the domain above it in its tree; null at the top of a tree. */
  parent: string | null;
  /** DNS name of the top of its tree. */
  tree: string;
  /** Whether its own context is among the sources. */
  captured: boolean;
}

export const contextKinds = ['domain', 'configuration', 'schema', 'application', 'external'] as const;
export interface NamingContext {
  ref: ObjectRef;
  dn: string;
  kind: (typeof contextKinds)[number];
  dns: string | null;
  /** FALSE in Enabled: made beforehand, not there yet. */
  enabled: boolean;
  captured: boolean;
  /** Names of the controllers that hold it whole; by msDS-NC-Replica-Locations and by the controllers themselves. */
  replicas: Known<string[]>;
}

export const rolesOfForest = ['schema', 'naming'] as const;
export const roleNames = [...rolesOfForest, 'pdc', 'rid', 'infrastructure'] as const;
export type RoleName = (typeof roleNames)[number];
export interface Role {
  role: RoleName;
  /** The naming context that it is held for. */
  context: string;
  /** DNS name of the domain; null for a role of the forest or of an application partition. */
  domain: string | null;
  /** `controller` is null where fSMORoleOwner names no controller that was read (a deleted one, say). */
  holder: Known<{ dn: string; controller: string | null }>;
}

export interface Controller {
  /** The server object, or the computer where no configuration was read. */
  ref: ObjectRef;
  name: string;
  host: string | null;
  site: Known<string>;
  /** DNS name of its domain; null where nothing tells. */
  domain: string | null;
  computer: ObjectRef | null;
  globalCatalog: Known<boolean>;
  readOnly: Known<boolean>;
  level: Known<Level>;
  operatingSystem: Known<string>;
  invocationId: string | null;
  dsaGuid: string | null;
  /** Contexts that it holds whole. */
  contexts: Known<string[]>;
  roles: { role: RoleName; context: string }[];
}

export interface Site {
  ref: ObjectRef;
  name: string;
  location: string | null;
  description: string | null;
  subnets: number;
  controllers: number;
}

export const subnetProblems = ['noPrefix', 'notAnAddress', 'prefixTooLong', 'hostBits'] as const;
export type SubnetProblem = (typeof subnetProblems)[number];
export interface Subnet {
  ref: ObjectRef;
  name: string;
  family: 'ipv4' | 'ipv6' | null;
  /** The network's address in its shortest form. */
  network: string | null;
  prefixLength: number | null;
  problem: SubnetProblem | null;
  /** Name of its site; null where siteObject is not set. */
  site: string | null;
  location: string | null;
  description: string | null;
}

export interface SiteLink {
  ref: ObjectRef;
  name: string;
  transport: string;
  /** Null = not set. */
  cost: number | null;
  /** Minutes; not set = 180. */
  intervalMinutes: number;
  intervalByDefault: boolean;
  sites: string[];
  /** Absent = at any time. */
  schedule: 'always' | 'own';
  changeNotification: boolean;
}

/** What msDS-TrustForestTrustInfo says of the partner's names. */
export interface TrustedName {
  is: 'suffix' | 'exclusion' | 'domain';
  /** The DNS suffix, or the domain's DNS name. */
  name: string;
  netbios: string | null;
  sid: string | null;
  enabled: boolean;
}

export const trustDisagreements = [
  'direction',
  'sid',
  'partnerSid',
  'netbios',
  'kind',
  'transitivity',
] as const;
export type TrustDisagreement = (typeof trustDisagreements)[number];

/** `noTrust`: the partner's domain was read, and holds no trust with this one. */
export type OtherEnd =
  | { state: 'partnerNotRead' }
  | { state: 'noTrust'; domain: ObjectRef }
  | { state: 'found'; ref: ObjectRef; disagreements: TrustDisagreement[] };

export interface Trust {
  ref: ObjectRef;
  /** DNS name of the domain that holds the object; the direction is seen from there. */
  domain: string;
  /** trustPartner: a DNS name, a NetBIOS name of an old domain, or a realm. */
  partner: string;
  partnerNetbios: string | null;
  partnerSid: string | null;
  direction: TrustDirection | null;
  type: TrustType | null;
  kind: TrustKind;
  attributes: number;
  flags: (TrustAttributeCode | 'unknownBits')[];
  transitive: boolean;
  selectiveAuthentication: boolean;
  /** A sentence, and the facts that it rests on. */
  sidFiltering: {
    code: SidFilteringCode;
    facts: { flag: TrustAttributeCode; set: boolean }[];
  };
  /** Null for a trust that is no forest trust. */
  names: Known<TrustedName[]> | null;
  otherEnd: OtherEnd;
  /** ISO 8601 UTC. */
  whenCreated: string | null;
  whenChanged: string | null;
}

/** A lifetime in days; `byDefault` where the attribute is not set. */
export interface Lifetime {
  days: number;
  byDefault: boolean;
}

export interface Forest {
  /** DNS name of its first domain; what tells forests apart. */
  id: string;
  /** The DN of its first domain. */
  dn: string;
  sources: ForestSource[];
  level: Known<Level>;
  schemaVersion: Known<number>;
  domains: ForestDomain[];
  /** `domains` of a tree, top first, by DNS name. */
  trees: { top: string; domains: string[] }[];
  contexts: Known<NamingContext[]>;
  upnSuffixes: Known<string[]>;
  spnSuffixes: Known<string[]>;
  trusts: Trust[];
  /** Domains whose trusts were not read, and why. */
  trustsNotRead: { domain: string; why: NotRead }[];
  sites: Known<Site[]>;
  subnets: Known<Subnet[]>;
  siteLinks: Known<SiteLink[]>;
  controllers: Known<Controller[]>;
  roles: Role[];
  recycleBin: Known<boolean>;
  tombstoneLifetime: Known<Lifetime>;
  deletedObjectLifetime: Known<Lifetime>;
}
