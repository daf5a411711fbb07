/** Access masks on directory objects (MS-ADTS 5.1.3.2): bits, generic rights, and what they amount to in codes. */
import type { RightCode, SubjectKind } from './codes.ts';

export const rights = {
  createChild: 0x1,
  deleteChild: 0x2,
  listChildren: 0x4,
  validatedWrite: 0x8,
  readProperty: 0x10,
  writeProperty: 0x20,
  deleteTree: 0x40,
  listObject: 0x80,
  extendedRight: 0x100,
  delete: 0x1_0000,
  readControl: 0x2_0000,
  writeDacl: 0x4_0000,
  writeOwner: 0x8_0000,
  synchronize: 0x10_0000,
  accessSystemSecurity: 0x100_0000,
  maximumAllowed: 0x200_0000,
  genericAll: 0x1000_0000,
  genericExecute: 0x2000_0000,
  genericWrite: 0x4000_0000,
  genericRead: 0x8000_0000,
} as const;

export const fullControl = 0xf_01ff;
/** What the generic rights mean on a directory object (MS-ADTS 5.1.3.2). */
export const genericMapping = {
  all: fullControl,
  execute: 0x2_0004,
  write: 0x2_0028,
  read: 0x2_0094,
} as const;

/** A mask with its generic bits replaced by what they mean on a directory object. Unsigned. */
export function mapGeneric(mask: number): number {
  let mapped = mask & 0x0fff_ffff;
  if ((mask & rights.genericAll) !== 0) mapped |= genericMapping.all;
  if ((mask & rights.genericExecute) !== 0) mapped |= genericMapping.execute;
  if ((mask & rights.genericWrite) !== 0) mapped |= genericMapping.write;
  if ((mask & rights.genericRead) !== 0) mapped |= genericMapping.read;
  return mapped >>> 0;
}

/** Bit, its code where the entry names what it is about, and its code where it is about everything. */
const bits: readonly (readonly [bit: number, typed: RightCode, untyped: RightCode])[] = [
  [rights.createChild, 'createChild', 'createAnyChild'],
  [rights.deleteChild, 'deleteChild', 'deleteAnyChild'],
  [rights.listChildren, 'listChildren', 'listChildren'],
  [rights.listObject, 'listObject', 'listObject'],
  [rights.readProperty, 'readProperty', 'readAllProperties'],
  [rights.writeProperty, 'writeProperty', 'writeAllProperties'],
  [rights.validatedWrite, 'validatedWrite', 'allValidatedWrites'],
  [rights.extendedRight, 'extendedRight', 'allExtendedRights'],
  [rights.deleteTree, 'deleteTree', 'deleteTree'],
  [rights.delete, 'delete', 'delete'],
  [rights.readControl, 'readControl', 'readControl'],
  [rights.writeDacl, 'writeDacl', 'writeDacl'],
  [rights.writeOwner, 'writeOwner', 'writeOwner'],
  [rights.synchronize, 'synchronize', 'synchronize'],
  [rights.accessSystemSecurity, 'accessSystemSecurity', 'accessSystemSecurity'],
  [rights.maximumAllowed, 'maximumAllowed', 'maximumAllowed'],
];

/** The bits that a type GUID narrows down, by what it names; on the others it says nothing. */
const narrowed: Readonly<Record<SubjectKind, number>> = {
  attribute: rights.readProperty | rights.writeProperty | rights.validatedWrite,
  propertySet: rights.readProperty | rights.writeProperty | rights.validatedWrite,
  extendedRight: rights.extendedRight,
  validatedWrite: rights.validatedWrite,
  class: rights.createChild | rights.deleteChild,
  unknown: 0x1 | 0x2 | 0x8 | 0x10 | 0x20 | 0x100,
};

/**
 * What a mask grants, generic rights mapped. `subject`: what the entry's type GUID names; null = everything. A bundle
 * (full control, read all, write all) is said instead of its parts, and only where the entry is about everything.
 */
export function rightCodesOf(mask: number, subject: SubjectKind | null): RightCode[] {
  let rest = mapGeneric(mask);
  const codes: RightCode[] = [];
  const bundle = (bundled: number, code: RightCode) => {
    if ((rest & bundled) !== bundled) return;
    codes.push(code);
    rest &= ~bundled;
  };
  if (subject === null) {
    bundle(fullControl, 'fullControl');
    bundle(genericMapping.read, 'readAll');
    bundle(rights.writeProperty | rights.validatedWrite, 'writeAll');
  }
  for (const [bit, typed, untyped] of bits) {
    if ((rest & bit) === 0) continue;
    codes.push(subject !== null && (narrowed[subject] & bit) !== 0 ? typed : untyped);
    rest &= ~bit;
  }
  if (rest !== 0) codes.push('otherBits');
  return codes;
}
