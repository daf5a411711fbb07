/** Values as XML elements. */

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escape = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => escaped[character]!);

/** Objects by their fields, a Map as entries of key and value, arrays by elements named `item`, undefined not at all. */
export function elements(value: unknown, item: string): string {
  if (value instanceof Map) {
    return [...value]
      .map(([key, one]) => `<entry><key>${key}</key><value>${elements(one, item)}</value></entry>`)
      .join('');
  }
  if (Array.isArray(value)) return value.map((one) => `<${item}>${elements(one, item)}</${item}>`).join('');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([name, one]) => `<${name}>${elements(one, item)}</${name}>`)
      .join('\n');
  }
  return escape(String(value as string | number | boolean));
}
