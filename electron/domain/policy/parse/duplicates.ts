/** Names that stand twice in one object: JSON keeps the last, which may hide a Deny. */

/** An object with the names that it has so far, or an array (null). */
interface Open {
  readonly names: Set<string> | null;
  /** The member or the element that is being read. */
  at: string;
  index: number;
}

const quote = 34;
const backslash = 92;

/** Path of the first such name in a text that is JSON; null: there is none. */
export function duplicateName(text: string): string | null {
  const open: Open[] = [];
  let top: Open | undefined;
  let nameFollows = false;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote: {
        const end = endOfString(text, at);
        if (nameFollows) {
          const name = nameIn(text, at, end);
          if (top!.names!.has(name)) return pathOf(open, name);
          top!.names!.add(name);
          top!.at = name;
          nameFollows = false;
        }
        at = end;
        break;
      }
      case 123: // {
        open.push((top = { names: new Set(), at: '', index: 0 }));
        nameFollows = true;
        break;
      case 91: // [
        open.push((top = { names: null, at: '', index: 0 }));
        break;
      case 125: // }
      case 93: // ]
        open.pop();
        top = open.at(-1);
        nameFollows = false;
        break;
      case 44: // ,
        if (top === undefined) break;
        if (top.names === null) top.index++;
        else nameFollows = true;
    }
  }
  return null;
}

function nameIn(text: string, quoted: number, end: number): string {
  const name = text.slice(quoted + 1, end);
  return name.includes('\\') ? (JSON.parse(`"${name}"`) as string) : name;
}

/** Where the closing quote stands. */
function endOfString(text: string, from: number): number {
  let at = from;
  for (;;) {
    at = text.indexOf('"', at + 1);
    if (at < 0) return text.length;
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return at;
  }
}

function pathOf(open: readonly Open[], last: string): string {
  let path = '';
  for (const [depth, { names, at, index }] of open.entries()) {
    const step = depth === open.length - 1 ? last : at;
    path += names === null ? `[${index}]` : path === '' ? step : `.${step}`;
  }
  return path;
}
