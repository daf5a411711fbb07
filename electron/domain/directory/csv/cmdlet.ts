/**
 * Rows as `Get-ADUser | Export-Csv` writes them: a property a column, and a cell is what the property's ToString says.
 * A property of several values is therefore lost: its cell holds the name of a .NET type. Dates are in the format of
 * whoever exported. Both are told, by column.
 */
import { isBinaryAttribute } from '../attributes/binary.ts';
import { groupTypeBit } from '../groupType.ts';
import { guidToBytes } from '../guid.ts';
import type { DirectoryEntry, RawValue } from '../object.ts';
import { sidToBytes } from '../sid.ts';
import { userAccountControl } from '../userAccountControl.ts';
import { checkHeading, checkRow } from './heading.ts';
import { CsvError } from './problem.ts';
import {
  attributeOfProperty,
  controlProperties,
  dateProperties,
  noAttributes,
  spelledAs,
} from './properties.ts';

const lowered = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase()));
const attributeOf = new Map([
  ...spelledAs.map((name) => [name.toLowerCase(), name] as const),
  ...Object.entries(attributeOfProperty).map(
    ([property, attribute]) => [property.toLowerCase(), attribute] as const,
  ),
]);
const dates = lowered(dateProperties);
const passedOver = lowered(noAttributes);
const controlBits = Object.entries(controlProperties).map(
  ([property, flag]) => [property.toLowerCase(), userAccountControl[flag]] as const,
);
const scopes: Readonly<Record<string, number>> = {
  domainlocal: groupTypeBit.domainLocal,
  global: groupTypeBit.global,
  universal: groupTypeBit.universal,
};

/** What ToString says of an array or a collection: its type, `System.Byte[]`, `Microsoft.….ADPropertyValueCollection`. */
const typeName = /^(?:System|Microsoft)(?:\.[A-Z]\w*)+(?:`\d+\[.*\])?(?:\[\])?$/;
const bytesType = /^System\.(?:Byte\[\]|DirectoryServices\.ActiveDirectorySecurity)$/;
/** A date that says its zone is no local one. */
const zoned = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Columns that a script has made (`@{n='Last logon';e=…}`) may be called anything; attributes may not, and LDIF could not
 * hold them: what is no letter, digit, `-` or `.` becomes `-`.
 */
const asAttribute = (property: string): string => {
  const name = property.replaceAll(/[^\w.-]+/g, '-');
  return /^[A-Za-z0-9]/.test(name) ? name : `x${name}`;
};

export type CellLoss = 'binaryLost' | 'valuesLost' | 'localTimes' | 'partialAccountControl';

interface Column {
  readonly property: string;
  /** As the attribute is called, or as the property where it is none. */
  readonly attribute: string;
}

/** Throws `CsvError`. `onLoss` is told of each attribute once for each kind of loss. */
export class CmdletRows {
  readonly #columns: readonly (Column | null)[];
  readonly #width: number;
  readonly #dnAt: number;
  readonly #at: ReadonlyMap<string, number>;
  readonly #told = new Set<string>();
  readonly #onLoss: (loss: CellLoss, attribute: string) => void;

  constructor(names: readonly string[], line: number, onLoss: (loss: CellLoss, attribute: string) => void) {
    checkHeading(names, line);
    this.#onLoss = onLoss;
    this.#width = names.length;
    const properties = names.map((name) => name.trim());
    this.#at = new Map(properties.map((property, at) => [property.toLowerCase(), at]));
    this.#dnAt = this.#at.get('distinguishedname') ?? -1;
    const own = new Set(this.#at.keys());
    const made = new Set<string>();
    this.#columns = properties.map((property, at) => {
      const lower = property.toLowerCase();
      if (passedOver.has(lower)) return null;
      const known = attributeOf.get(lower);
      // `-Properties *` writes `mail` beside `EmailAddress`: the attribute's own column says it.
      if (known !== undefined && known.toLowerCase() !== lower && own.has(known.toLowerCase())) return null;
      if (known !== undefined) return { property: lower, attribute: known };
      const attribute = asAttribute(property);
      const name = attribute.toLowerCase();
      if (name !== lower && (own.has(name) || made.has(name)))
        return { property: lower, attribute: `${attribute}-${at + 1}` };
      made.add(name);
      return { property: lower, attribute };
    });
  }

  entry(cells: readonly string[], line: number): DirectoryEntry {
    checkRow(cells, this.#width, line);
    const dn = cells[this.#dnAt] ?? '';
    if (dn === '') throw new CsvError('dnMissing', line);
    const attributes = new Map<string, RawValue[]>();
    for (let at = 0; at < this.#columns.length; at++) {
      const column = this.#columns[at];
      const cell = cells[at]!;
      if (!column || cell === '') continue;
      const value = this.#value(column, cell);
      if (value !== null) attributes.set(column.attribute, [value]);
    }
    this.#groupType(cells, attributes);
    this.#accountControl(cells, attributes);
    return { dn, attributes: Object.fromEntries(attributes) };
  }

  #value({ property, attribute }: Column, cell: string): RawValue | null {
    if (typeName.test(cell)) {
      this.#lost(bytesType.test(cell) ? 'binaryLost' : 'valuesLost', attribute);
      return null;
    }
    if (dates.has(property)) {
      if (!zoned.test(cell)) this.#lost('localTimes', attribute);
      return cell;
    }
    if (cell === 'True' || cell === 'False') return cell.toUpperCase();
    if (!isBinaryAttribute(attribute)) return cell;
    return sidToBytes(cell) ?? guidToBytes(cell) ?? cell;
  }

  /** GroupCategory and GroupScope together are groupType (facts/active-directory.md §6). */
  #groupType(cells: readonly string[], attributes: Map<string, RawValue[]>): void {
    if (this.#at.has('grouptype')) return;
    const scope = scopes[this.#cell(cells, 'groupscope')];
    const category = this.#cell(cells, 'groupcategory');
    if (scope === undefined || (category !== 'security' && category !== 'distribution')) return;
    const type = category === 'security' ? scope | groupTypeBit.security : scope;
    attributes.set('groupType', [String(type | 0)]);
  }

  /** Of userAccountControl, the bits that columns tell; said, since the others are not known to be off. */
  #accountControl(cells: readonly string[], attributes: Map<string, RawValue[]>): void {
    if (this.#at.has('useraccountcontrol')) return;
    const enabled = this.#cell(cells, 'enabled');
    if (enabled !== 'true' && enabled !== 'false') return;
    let control = enabled === 'false' ? userAccountControl.disabled : 0;
    for (const [property, bit] of controlBits) if (this.#cell(cells, property) === 'true') control |= bit;
    attributes.set('userAccountControl', [String(control)]);
    this.#lost('partialAccountControl', 'userAccountControl');
  }

  #cell(cells: readonly string[], property: string): string {
    return (cells[this.#at.get(property) ?? -1] ?? '').toLowerCase();
  }

  #lost(loss: CellLoss, attribute: string): void {
    const key = `${loss} ${attribute.toLowerCase()}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#onLoss(loss, attribute);
  }
}
