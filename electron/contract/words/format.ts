/** Fills `{name}` places of a sentence. A missing value stays visible as `{name}`: better an odd sentence than a wrong one. */
export function fill(sentence: string, params: Readonly<Record<string, unknown>>): string {
  const parts = partsOf(sentence);
  let filled = parts[0]!;
  for (let at = 1; at < parts.length; at += 2) filled += said(parts[at]!, params) + parts[at + 1]!;
  return filled;
}

function said(name: string, params: Readonly<Record<string, unknown>>): string {
  const value = params[name];
  if (value === undefined || value === null) return `{${name}}`;
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number);
}

/** Sentences whose parts are kept: there are that many in no language. */
const most = 10_000;
const kept = new Map<string, readonly string[]>();

/** What stands between places, and in turn their names. */
function partsOf(sentence: string): readonly string[] {
  let parts = kept.get(sentence);
  if (!parts) {
    if (kept.size >= most) kept.clear();
    kept.set(sentence, (parts = sentence.split(/\{(\w+)\}/)));
  }
  return parts;
}
