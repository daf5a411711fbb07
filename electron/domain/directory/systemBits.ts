/**
 * Bit fields that the directory keeps about its own objects. The low bits of systemFlags mean one thing on crossRef
 * objects and another on attributeSchema objects (MS-ADTS 2.2.10).
 */
import type { BitTable } from './bits.ts';

/** instanceType (MS-ADTS 2.2.9). */
export const instanceTypeBits = [
  [0x1, 'instanceType.namingContextHead'],
  [0x2, 'instanceType.notInstantiated'],
  [0x4, 'instanceType.writable'],
  [0x8, 'instanceType.contextAboveHeld'],
  [0x10, 'instanceType.contextComing'],
  [0x20, 'instanceType.contextGoing'],
] as const satisfies BitTable<string>;

const systemFlagsOfAll = [
  [0x0200_0000, 'systemFlags.disallowMoveOnDelete'],
  [0x0400_0000, 'systemFlags.domainDisallowMove'],
  [0x0800_0000, 'systemFlags.domainDisallowRename'],
  [0x1000_0000, 'systemFlags.configAllowLimitedMove'],
  [0x2000_0000, 'systemFlags.configAllowMove'],
  [0x4000_0000, 'systemFlags.configAllowRename'],
  [0x8000_0000, 'systemFlags.disallowDelete'],
] as const satisfies BitTable<string>;

const systemFlagsOfCrossRef = [
  [0x1, 'systemFlags.namingContext'],
  [0x2, 'systemFlags.domain'],
  [0x4, 'systemFlags.notReplicatedToGlobalCatalog'],
  ...systemFlagsOfAll,
] as const satisfies BitTable<string>;

const systemFlagsOfSchema = [
  [0x1, 'systemFlags.notReplicated'],
  [0x2, 'systemFlags.requiredInPartialSet'],
  [0x4, 'systemFlags.constructed'],
  [0x8, 'systemFlags.operational'],
  [0x10, 'systemFlags.baseSchema'],
  [0x20, 'systemFlags.isRdn'],
  ...systemFlagsOfAll,
] as const satisfies BitTable<string>;

export type SystemFlagCode = (typeof systemFlagsOfCrossRef | typeof systemFlagsOfSchema)[number][1];

/** The table that fits an object of these classes, given in lower case. */
export function systemFlagBits(classes: ReadonlySet<string>): BitTable<SystemFlagCode> {
  if (classes.has('crossref')) return systemFlagsOfCrossRef;
  if (classes.has('attributeschema') || classes.has('classschema')) return systemFlagsOfSchema;
  return systemFlagsOfAll;
}

/** searchFlags of attributeSchema (MS-ADTS 2.2.10). */
export const searchFlagBits = [
  [0x1, 'searchFlags.index'],
  [0x2, 'searchFlags.containerIndex'],
  [0x4, 'searchFlags.ambiguousNames'],
  [0x8, 'searchFlags.preserveOnDelete'],
  [0x10, 'searchFlags.copied'],
  [0x20, 'searchFlags.tupleIndex'],
  [0x40, 'searchFlags.subtreeIndex'],
  [0x80, 'searchFlags.confidential'],
  [0x100, 'searchFlags.neverAuditValue'],
  [0x200, 'searchFlags.rodcFiltered'],
  [0x400, 'searchFlags.extendedLinkTracking'],
  [0x800, 'searchFlags.baseOnly'],
  [0x1000, 'searchFlags.partitionSecret'],
] as const satisfies BitTable<string>;

/** pwdProperties of a domain (MS-SAMR 2.2.3.6). */
export const passwordPropertyBits = [
  [0x1, 'pwdProperties.complex'],
  [0x2, 'pwdProperties.noAnonymousChange'],
  [0x4, 'pwdProperties.noClearChange'],
  [0x8, 'pwdProperties.lockoutAdministrators'],
  [0x10, 'pwdProperties.storeCleartext'],
  [0x20, 'pwdProperties.refuseChange'],
] as const satisfies BitTable<string>;

/** options of nTDSDSA objects (MS-ADTS 6.1.1.2.2.1.2.1.1). */
export const dsaOptionBits = [
  [0x1, 'dsaOptions.globalCatalog'],
  [0x2, 'dsaOptions.inboundReplicationDisabled'],
  [0x4, 'dsaOptions.outboundReplicationDisabled'],
  [0x8, 'dsaOptions.connectionTranslationDisabled'],
] as const satisfies BitTable<string>;

/** flags of groupPolicyContainer objects (MS-GPOL 2.2.4). */
export const policyFlagBits = [
  [0x1, 'policyFlags.userDisabled'],
  [0x2, 'policyFlags.computerDisabled'],
] as const satisfies BitTable<string>;

export type SystemBitCode =
  | SystemFlagCode
  | (typeof instanceTypeBits)[number][1]
  | (typeof searchFlagBits)[number][1]
  | (typeof passwordPropertyBits)[number][1]
  | (typeof dsaOptionBits)[number][1]
  | (typeof policyFlagBits)[number][1];
