/** The fixed names, numbers and times that the parts of the sample share. */

const day = 86_400_000;

/** When each source was read, ISO 8601 UTC. Everything in the sample is judged as of these times, never by the clock. */
export const readAt = {
  earlier: '2026-09-28T21:00:00.000Z',
  forest: '2026-10-30T21:00:00.000Z',
  partner: '2026-10-30T21:20:00.000Z',
  managedAd: '2026-10-30T21:40:00.000Z',
  simpleAd: '2026-10-30T21:50:00.000Z',
  aws: '2026-10-30T22:00:00.000Z',
  rules: '2026-10-30T22:30:00.000Z',
  delegations: '2026-10-30T23:00:00.000Z',
} as const;

/** Milliseconds of 1970 at which the forest was read. */
export const now = Date.parse(readAt.forest);
export const daysBefore = (days: number): number => now - Math.round(days * day);
/** ISO 8601 UTC, whole seconds, `days` before the AWS estate was read (negative: after). */
export const isoBefore = (days: number): string =>
  new Date(Date.parse(readAt.aws) - Math.round(days * day)).toISOString().replace('.000Z', 'Z');

/** One Active Directory domain of the sample. Names end in `.example` (RFC 2606). */
export interface DomainPlan {
  readonly dns: string;
  readonly base: string;
  readonly netbios: string;
  readonly sid: string;
}
export const hanbit: DomainPlan = {
  dns: 'hanbit.example',
  base: 'DC=hanbit,DC=example',
  netbios: 'HANBIT',
  sid: 'S-1-5-21-1844237615-2051093172-839522115',
};
export const eu: DomainPlan = {
  dns: 'eu.hanbit.example',
  base: 'DC=eu,DC=hanbit,DC=example',
  netbios: 'HANBITEU',
  sid: 'S-1-5-21-3107458802-918273645-1420733907',
};
export const aldersoft: DomainPlan = {
  dns: 'aldersoft.example',
  base: 'DC=aldersoft,DC=example',
  netbios: 'ALDERSOFT',
  sid: 'S-1-5-21-2765091384-3320617529-1190382746',
};
export const cloud: DomainPlan = {
  dns: 'cloud.hanbit.example',
  base: 'DC=cloud,DC=hanbit,DC=example',
  netbios: 'HBCLOUD',
  sid: 'S-1-5-21-3986214507-1275530918-2604478139',
};
export const lab: DomainPlan = {
  dns: 'lab.hanbit.example',
  base: 'DC=lab,DC=hanbit,DC=example',
  netbios: 'HBLAB',
  sid: 'S-1-5-21-1529043867-3718264905-477120983',
};

export const accounts = {
  shared: '310298457716',
  security: '527710934481',
  prod: '648120375592',
  dev: '739461028853',
} as const;
export type AccountName = keyof typeof accounts;
/** An account id that a group names and that no AWS source knows. */
export const unknownAccount = '990017263548';

export const region = 'ap-northeast-2';
export const labRegion = 'eu-central-1';
export const directoryIds = {
  managed: 'd-9b672e41c8',
  connector: 'd-9b670f52ad',
  simple: 'd-99672d07e5',
  /** The Managed AD as the production account sees it. */
  shared: 'd-9b672e58b1',
} as const;
/** An account of the organization that was closed, and that nobody read. */
export const archiveAccount = '815630427951';

export const provider = (account: AccountName, name = 'HanbitADFS'): string =>
  `arn:aws:iam::${accounts[account]}:saml-provider/${name}`;
export const roleArn = (account: AccountName, name: string, path = '/'): string =>
  `arn:aws:iam::${accounts[account]}:role${path}${name}`;
/** The group that the claim rules turn into a role: its name is the permission. */
export const awsGroup = (account: AccountName, role: string): string => `AWS-${accounts[account]}-${role}`;

export const groupType = {
  global: -2147483646,
  domainLocal: -2147483644,
  universal: -2147483640,
  builtinLocal: -2147483643,
  globalDistribution: 2,
  universalDistribution: 8,
} as const;
export type GroupType = (typeof groupType)[keyof typeof groupType];

/** userAccountControl bits that the sample sets. */
export const uac = {
  disabled: 0x2,
  passwordNotRequired: 0x20,
  normal: 0x200,
  workstation: 0x1000,
  server: 0x2000,
  dontExpire: 0x10000,
  smartcardRequired: 0x40000,
  trustedForDelegation: 0x80000,
  dontRequirePreauth: 0x400000,
  /** A read-only domain controller. */
  partialSecrets: 0x4000000,
} as const;
export const never = '9223372036854775807';
