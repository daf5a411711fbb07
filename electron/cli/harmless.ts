/** Text for the terminal. */

/** What could steer a terminal, or turn text around in it: names and values come from strangers' directories. */
const steering = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line, whatever is in it. */
export function harmless(text: string): string {
  return text.replaceAll(
    steering,
    (character) =>
      escapes[character] ?? `\\u${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  );
}
