import type { Attribute } from '#contract/shapes.ts';

/** RFC 2849: SAFE-STRING; anything else goes as base64 behind `::`. */
// eslint-disable-next-line no-control-regex
const safe = /^(?![ :<])[\x01-\x09\x0b\x0c\x0e-\x7f]*(?<! )$/;

const bytesOfHex = (hex: string) =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Lines of at most 76 characters; a continuation begins with a space. */
function fold(line: string): string {
  const out = [line.slice(0, 76)];
  for (let at = 76; at < line.length; at += 75) out.push(` ${line.slice(at, at + 75)}`);
  return out.join('\n');
}

function line(name: string, { text, encoding }: Attribute['raw'][number]): string {
  if (encoding === 'hex') return fold(`${name}:: ${base64(bytesOfHex(text))}`);
  return fold(safe.test(text) ? `${name}: ${text}` : `${name}:: ${base64(new TextEncoder().encode(text))}`);
}

/** One object as LDIF (RFC 2849), from the values as read. */
export function ldifText(dn: string, attributes: readonly Attribute[]): string {
  const rest = attributes.filter((attribute) => !/^(distinguishedName|dn)$/i.test(attribute.name));
  return (
    [
      'version: 1',
      line('dn', { text: dn, encoding: 'utf8' }),
      ...rest.flatMap((attribute) => attribute.raw.map((value) => line(attribute.name, value))),
    ].join('\n') + '\n'
  );
}
