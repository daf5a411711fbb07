/**
 * Whether a text that is no valid JSON is the beginning of one that breaks off: it ends inside a string, an object or
 * an array, and nothing before its last token is wrong. Told by closing what is open and looking again.
 */
export function breaksOff(text: string): boolean {
  const closers: string[] = [];
  let inString = false;
  let escaped = false;
  /** After the last place where everything before it was whole: an opening bracket, or before a comma. */
  let whole = 0;
  let closersThere = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (inString) {
      if (escaped) escaped = false;
      else if (character === '\\') escaped = true;
      else if (character === '"') inString = false;
      continue;
    }
    if (character === '"') inString = true;
    else if (character === '{') closers.push('}');
    else if (character === '[') closers.push(']');
    else if ((character === '}' || character === ']') && closers.pop() !== character) return false;
    if (character === ',' || character === '{' || character === '[') {
      whole = character === ',' ? at : at + 1;
      closersThere = closers.toReversed().join('');
    }
  }
  if (closers.length === 0) return text.trim() === '';
  try {
    JSON.parse(text.slice(0, whole) + closersThere);
    return true;
  } catch {
    return false;
  }
}
