/** The descriptor of an entry as it was read, and the names of its types. */
import type { Place } from '#contract/forest.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { SecurityDescriptor } from '#domain/directory/security/descriptor.ts';
import { SecurityDescriptorError } from '#domain/directory/security/error.ts';
import { parseSecurityDescriptor } from '#domain/directory/security/parse.ts';
import { builtInClass, builtInType } from '#domain/directory/security/typeNames.ts';
import type { NameType } from '#domain/directory/security/typeNames.ts';
import { valuesOf } from '#domain/directory/values.ts';
import type { Engine } from '../engine.ts';
import { schemaAt } from '../schema.ts';

/** The descriptor that bytes are, or why they are none. */
export function readDescriptor(bytes: Uint8Array): SecurityDescriptor | 'damaged' {
  try {
    return parseSecurityDescriptor(bytes);
  } catch (error) {
    if (error instanceof SecurityDescriptorError) return 'damaged';
    throw error;
  }
}

/** An LDIF file may carry it as text by mistake; only bytes are a descriptor. */
export function descriptorOf(
  entry: Pick<DirectoryEntry, 'attributes'>,
): SecurityDescriptor | 'damaged' | 'notReadable' {
  const [value] = valuesOf(entry, 'nTSecurityDescriptor');
  if (value === undefined) return 'notReadable';
  return typeof value === 'string' ? 'damaged' : readDescriptor(value);
}

export const readOrNull = (
  descriptor: SecurityDescriptor | 'damaged' | 'notReadable',
): SecurityDescriptor | null => (typeof descriptor === 'string' ? null : descriptor);

export interface TypeNames {
  readonly nameType: NameType;
  /** schemaIDGUID of a class by its lDAPDisplayName. */
  readonly classGuid: (name: string) => string | null;
}

/** Names by the schema of a place. Where none can be read, for whatever reason, the built-in table serves. */
export async function typeNames(engine: Engine, place: Place): Promise<TypeNames> {
  const known = await schemaAt(engine, place).catch(() => null);
  if (known?.state !== 'read') return { nameType: builtInType, classGuid: builtInClass };
  const schema = known.value;
  return {
    nameType: (guid) => schema.guidNames(guid).map(({ is, name }) => ({ kind: is, name })),
    classGuid: (name) => schema.classNamed(name)?.guid ?? builtInClass(name),
  };
}
