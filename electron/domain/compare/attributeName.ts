/**
 * Descriptions of attributes as they are compared. `range` and `binary` say how values came over the wire ([MS-ADTS]
 * 3.1.1.3.1.3.3, RFC 4522), and belong to their attribute; any other option (`lang-ko`, RFC 3866) makes an attribute of its own.
 */
import type { DirectoryEntry, RawValue } from '../directory/object.ts';
import { baseName } from '../directory/values.ts';

const isOfTransfer = (option: string): boolean => option === 'binary' || option.startsWith('range=');

/** As spelled, without options of the transfer. */
export function withoutTransfer(description: string): string {
  if (!description.includes(';')) return description;
  const [name, ...options] = description.split(';');
  return [name, ...options.filter((option) => !isOfTransfer(option.toLowerCase()))].join(';');
}

/** The lower-case name, options that count behind it in order. */
export function comparedName(description: string): string {
  const [name, ...options] = withoutTransfer(description).toLowerCase().split(';');
  return [name, ...options.toSorted()].join(';');
}

export interface NamedValues {
  readonly spelled: string;
  readonly values: readonly RawValue[];
}

/** An entry's values by `comparedName`, in stored order. */
export function comparedValues({ attributes }: Pick<DirectoryEntry, 'attributes'>): Map<string, NamedValues> {
  const found = new Map<string, NamedValues>();
  for (const [description, values] of Object.entries(attributes)) {
    const name = comparedName(description);
    const known = found.get(name);
    if (known) found.set(name, { spelled: known.spelled, values: [...known.values, ...values] });
    else found.set(name, { spelled: withoutTransfer(description), values });
  }
  return found;
}

/** Whether a name of `comparedName` is the attribute asked for: by its base name, options or not. */
export const isAttribute = (compared: string, asked: string): boolean =>
  compared === asked || baseName(compared) === asked;
