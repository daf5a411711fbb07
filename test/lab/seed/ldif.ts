/** Writing LDIF for the lab's own tools (RFC 2849): every value that is not plain is written in base64. */

export type Value = string | number | Uint8Array;
export interface Record_ {
  readonly dn: string;
  readonly attributes: Readonly<Record<string, Value | readonly Value[]>>;
}

const plain = /^[!-9;=-~][!-~ ]*$/;

function line(name: string, value: Value): string {
  if (value instanceof Uint8Array) return `${name}:: ${Buffer.from(value).toString('base64')}`;
  const text = String(value);
  return plain.test(text) && !text.endsWith(' ')
    ? `${name}: ${text}`
    : `${name}:: ${Buffer.from(text, 'utf8').toString('base64')}`;
}

const lines = (attributes: Record_['attributes']): string[] =>
  Object.entries(attributes).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one: Value) => line(name, one)),
  );

/** Records to add. */
export const toLdif = (records: readonly Record_[]): string =>
  records.map(({ dn, attributes }) => [line('dn', dn), ...lines(attributes), ''].join('\n')).join('\n');

/** Modifications: each attribute named is replaced (or gets the values added) in one change. */
export const toModifyLdif = (kind: 'replace' | 'add', records: readonly Record_[]): string =>
  records
    .map(({ dn, attributes }) =>
      [
        line('dn', dn),
        'changetype: modify',
        ...Object.keys(attributes).flatMap((name) => [
          `${kind}: ${name}`,
          ...lines({ [name]: attributes[name]! }),
          '-',
        ]),
        '',
      ].join('\n'),
    )
    .join('\n');

/** A value of a DN, escaped (RFC 4514, 2.4). */
export const dnValue = (text: string): string =>
  text
    .replace(/[\\",+<>;=]/g, (c) => `\\${c}`)
    .replace(/^([ #])/, '\\$1')
    .replace(/ $/, '\\ ');

/** `unicodePwd`: the password in quotes, UTF-16LE [MS-ADTS 3.1.1.3.1.5]. */
export const unicodePwd = (password: string): Uint8Array => Buffer.from(`"${password}"`, 'utf16le');
