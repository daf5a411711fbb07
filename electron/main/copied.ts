/** A secret that was copied from the window does not stay in the clipboard: the page may neither read nor write it by itself. */
import { createHash } from 'node:crypto';
import { clipboard } from 'electron';
import { z } from 'zod';

/** SHA-256 in hexadecimal. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** Clears the clipboard where it still holds the text of this digest; true where it did. */
export async function forgetCopied(digest: string): Promise<boolean> {
  // Newer runtimes answer later, older ones at once.
  const text = await clipboard.readText();
  const held = createHash('sha256').update(text, 'utf8').digest('hex');
  if (held !== digest) return false;
  await clipboard.clear();
  return true;
}
