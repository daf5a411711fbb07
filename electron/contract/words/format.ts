/** Fills `{name}` places of a sentence. A missing value stays visible as `{name}`: better an odd sentence than a wrong one. */
export function fill(sentence: string, params: Readonly<Record<string, unknown>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name];
    if (value === undefined || value === null) return place;
    if (Array.isArray(value)) return value.join(', ');
    return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number);
  });
}
