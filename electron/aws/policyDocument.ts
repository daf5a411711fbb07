/** Why a document could not be read: it is neither JSON nor URL-encoded JSON. */
export class UndecodableDocument extends Error {}

/**
 * A policy document as parsed JSON, whichever way it came: an object (the AWS CLI decodes), plain JSON, or
 * percent-encoded JSON by RFC 3986 (the IAM API). Some operations do the one and some the other (notes/toolchain.md).
 * Throws `UndecodableDocument`.
 */
export function decodeDocument(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  // Plain JSON may hold `%2F` of its own, so it is never decoded; encoded JSON never starts with a brace.
  const text = given.trimStart().startsWith('{') ? given : percentDecoded(given);
  try {
    return JSON.parse(text);
  } catch {
    throw new UndecodableDocument('not JSON');
  }
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    throw new UndecodableDocument('broken percent-encoding');
  }
}
