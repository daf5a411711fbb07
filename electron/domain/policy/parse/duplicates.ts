/** Names that stand twice in one object: JSON keeps the last, which may hide a Deny. */

/** Path of the first such name in a text that is JSON; null: there is none. */
export function duplicateName(text: string): string | null {
  const open: { names: Set<string> | null; at: string; index: number }[] = [];
  let name = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    const top = open.at(-1);
    if (character === '"') {
      const end = endOfString(text, at);
      if (top?.names && nextSign(text, end + 1) === ':' && isName(text, at)) {
        name = JSON.parse(text.slice(at, end + 1)) as string;
        if (top.names.has(name)) return pathOf(open, name);
        top.names.add(name);
        top.at = name;
      }
      at = end;
    } else if (character === '{') open.push({ names: new Set(), at: '', index: 0 });
    else if (character === '[') open.push({ names: null, at: '', index: 0 });
    else if (character === '}' || character === ']') open.pop();
    else if (character === ',' && top && top.names === null) top.index++;
  }
  return null;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function nextSign(text: string, from: number): string | undefined {
  let at = from;
  while (/\s/.test(text[at] ?? 'x')) at++;
  return text[at];
}

/** A string before a colon, at the beginning of a member. */
function isName(text: string, at: number): boolean {
  let before = at - 1;
  while (/\s/.test(text[before] ?? 'x')) before--;
  return text[before] === '{' || text[before] === ',';
}

function pathOf(
  open: readonly { names: Set<string> | null; at: string; index: number }[],
  last: string,
): string {
  let path = '';
  for (const [depth, { names, at, index }] of open.entries()) {
    const step = depth === open.length - 1 ? last : at;
    path += names === null ? `[${index}]` : path === '' ? step : `.${step}`;
  }
  return path;
}
