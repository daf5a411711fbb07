/** JSON from the vault; null where it is none, so that one schema check says the rest. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
