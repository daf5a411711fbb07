/** The five entities that XML itself has, and characters by number. Throws `SyntaxError` for a number that is no character of XML. */
export const xmlText = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,8})|#x([\da-fA-F]{1,8})|(lt|gt|quot|apos|amp));/g, characterOf);

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function characterOf(_: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return entities[name]!;
  const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
  if (!isCharacter(code)) throw new SyntaxError('no character of XML');
  return String.fromCodePoint(code);
}

/** XML 1.0, production 2. */
const isCharacter = (code: number): boolean =>
  code === 9 ||
  code === 10 ||
  code === 13 ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x1_0000 && code <= 0x10_ffff);
