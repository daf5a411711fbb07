/** The codes of everything that a security descriptor says; their sentences stand in contract/words. */

/**
 * What an access mask grants on a directory object, with what the entry is about taken in. Whole bundles first: of those
 * that fit only the largest is said. Source: MS-ADTS 5.1.3.2, facts/active-directory.md §7.
 */
export const rightCodes = [
  'fullControl',
  'readAll',
  'writeAll',
  'createChild',
  'createAnyChild',
  'deleteChild',
  'deleteAnyChild',
  'listChildren',
  'listObject',
  'validatedWrite',
  'allValidatedWrites',
  'readProperty',
  'readAllProperties',
  'writeProperty',
  'writeAllProperties',
  'extendedRight',
  'allExtendedRights',
  'deleteTree',
  'delete',
  'readControl',
  'writeDacl',
  'writeOwner',
  'synchronize',
  'accessSystemSecurity',
  'maximumAllowed',
  'otherBits',
] as const;
export type RightCode = (typeof rightCodes)[number];

/** What an entry does. */
export const aceEffects = ['allow', 'deny', 'audit', 'unknown'] as const;
export type AceEffect = (typeof aceEffects)[number];

/** What the type GUID of an entry names. */
export const subjectKinds = [
  'attribute',
  'propertySet',
  'extendedRight',
  'validatedWrite',
  'class',
  'unknown',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Where an entry takes effect; a class limits the descendants among them (and the object itself, when it is of it). */
export const appliesCodes = [
  'thisObject',
  'thisAndDescendants',
  'descendants',
  'thisAndChildren',
  'children',
  'nowhere',
] as const;
export type AppliesCode = (typeof appliesCodes)[number];

/** Header flags of an entry as SDDL writes them. */
export const aceFlagCodes = ['OI', 'CI', 'NP', 'IO', 'ID', 'SA', 'FA'] as const;
export type AceFlagCode = (typeof aceFlagCodes)[number];

/** Control flags of a descriptor that say something to an administrator (MS-DTYP 2.4.6). */
export const controlCodes = [
  'ownerDefaulted',
  'groupDefaulted',
  'daclPresent',
  'daclDefaulted',
  'saclPresent',
  'saclDefaulted',
  'daclTrusted',
  'serverSecurity',
  'daclInheritRequired',
  'saclInheritRequired',
  'daclAutoInherited',
  'saclAutoInherited',
  'daclProtected',
  'saclProtected',
  'resourceManagerValid',
  'selfRelative',
] as const;
export type ControlCode = (typeof controlCodes)[number];

/** What stands where the list of entries should: no list (everyone may do everything) is not an empty one (nobody may). */
export const aclStates = ['notRead', 'none', 'empty', 'entries'] as const;
export type AclState = (typeof aclStates)[number];
