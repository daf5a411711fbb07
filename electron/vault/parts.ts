/**
 * How a secret lies in a keychain that keeps only short items. Windows takes at most 2,560 bytes a credential
 * (CRED_MAX_CREDENTIAL_BLOB_SIZE), so anything longer is cut into numbered parts; the same on every system.
 *
 *     <account>        head: "treeline:1 whole <sha256>\n<text>"  or  "treeline:1 parts <sha256> <slot> <count>"
 *     <account>#a1 …   part 1 … of slot a (and #b1 … of slot b)
 *
 * `text` is the secret as a JSON string: no NUL and no lone surrogate can then reach a C string. The head is written
 * last and names the slot that the previous value did not use, so a write cut in the middle leaves what was there
 * before (nothing, for a new name). Parts of a slot are always a prefix 1…k: they are written upwards and removed
 * downwards, so what a cut write left is found and removed by the next write or removal, without listing the ring.
 */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

/** A keychain as seen from above: short texts under an account name of one service. */
export interface Ring {
  get(account: string): Promise<string | null>;
  set(account: string, value: string): Promise<void>;
  /** False when there was none. */
  delete(account: string): Promise<boolean>;
}

/** The item is there and is not what was written: edited, or one of its parts is gone. */
export class DamagedItem extends Error {}
/** The ring accepted a value and answers another one. */
export class NotKept extends Error {}

/** Bytes of UTF-8 in one part, and in a secret that stays whole. */
export const partBytes = 2000;
const attempts = 4;

type Slot = 'a' | 'b';
type Head =
  | { kind: 'whole'; sum: string; text: string }
  | { kind: 'parts'; sum: string; slot: Slot; count: number };

const checksum = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const partName = (account: string, slot: Slot, number: number) => `${account}#${slot}${number}`;

/** Cuts a text into pieces of at most `limit` bytes of UTF-8 (≥ 4), never inside a code point. */
export function cut(text: string, limit: number = partBytes): string[] {
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length;) {
    let end = Math.min(start + limit, bytes.length);
    // 10xxxxxx continues a code point: step back to where it begins.
    while (end < bytes.length && (bytes[end]! & 0xc0) === 0x80) end--;
    pieces.push(decoder.decode(bytes.subarray(start, end)));
    start = end;
  }
  return pieces;
}

/** Null for anything that we did not write. */
function parseHead(text: string): Head | null {
  const whole = /^treeline:1 whole ([0-9a-f]{64})\n([^]*)$/.exec(text);
  if (whole) return { kind: 'whole', sum: whole[1]!, text: whole[2]! };
  const parts = /^treeline:1 parts ([0-9a-f]{64}) ([ab]) (\d{1,6})$/.exec(text);
  if (parts) return { kind: 'parts', sum: parts[1]!, slot: parts[2] as Slot, count: Number(parts[3]) };
  return null;
}

/** The text that a head stands for, or null when it does not match its checksum. */
async function textOf(ring: Ring, account: string, head: Head): Promise<string | null> {
  if (head.kind === 'whole') return checksum(head.text) === head.sum ? head.text : null;
  const pieces: string[] = [];
  for (let number = 1; number <= head.count; number++) {
    const piece = await ring.get(partName(account, head.slot, number));
    if (piece === null) return null;
    pieces.push(piece);
  }
  const text = pieces.join('');
  return checksum(text) === head.sum ? text : null;
}

function secretOf(text: string): string {
  try {
    const secret: unknown = JSON.parse(text);
    if (typeof secret === 'string') return secret;
  } catch {
    // Somebody wrote a matching checksum over something else: not ours, as below.
  }
  throw new DamagedItem();
}

/** Removes what a slot holds beyond its first `keep` parts, highest number first. */
async function trim(ring: Ring, account: string, slot: Slot, keep: number): Promise<void> {
  let last = keep;
  while ((await ring.get(partName(account, slot, last + 1))) !== null) last++;
  for (; last > keep; last--) await ring.delete(partName(account, slot, last));
}

/**
 * Reads a secret; null = there is none. Another process may be rewriting it meanwhile: when the head changed while its
 * parts were read, it is read again. Rejects with `DamagedItem`, or with what the ring rejects with.
 */
export async function readSecret(ring: Ring, account: string): Promise<string | null> {
  let seen = await ring.get(account);
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (seen === null) return null;
    const head = parseHead(seen);
    const text = head && (await textOf(ring, account, head));
    if (text !== null) return secretOf(text);
    const again = await ring.get(account);
    if (again === seen) break;
    seen = again;
  }
  throw new DamagedItem();
}

async function writeOnce(ring: Ring, account: string, text: string): Promise<void> {
  const sum = checksum(text);
  if (Buffer.byteLength(text) <= partBytes) {
    await ring.set(account, `treeline:1 whole ${sum}\n${text}`);
    await trim(ring, account, 'a', 0);
    await trim(ring, account, 'b', 0);
    return;
  }
  const before = parseHead((await ring.get(account)) ?? '');
  const used = before?.kind === 'parts' ? before.slot : 'b';
  const free = used === 'a' ? 'b' : 'a';
  const pieces = cut(text);
  for (const [index, piece] of pieces.entries()) await ring.set(partName(account, free, index + 1), piece);
  await trim(ring, account, free, pieces.length);
  await ring.set(account, `treeline:1 parts ${sum} ${free} ${pieces.length}`);
  await trim(ring, account, used, 0);
}

/**
 * Writes a secret and reads it back. Two processes writing one long secret at the same time can mix their parts; the
 * reading back sees that, and each writes again after a wait of its own. Rejects with `NotKept` when the ring never
 * answers a whole value.
 */
export async function writeSecret(ring: Ring, account: string, secret: string): Promise<void> {
  const text = JSON.stringify(secret);
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await delay(20 + Math.random() * 100 * attempt);
    await writeOnce(ring, account, text);
    try {
      // Another writer's whole value, written after ours, is as good: the last one wins.
      if ((await readSecret(ring, account)) !== null) return;
    } catch (error) {
      if (!(error instanceof DamagedItem)) throw error;
    }
  }
  throw new NotKept();
}

/** Removes a secret and every part of it; the head first, so that a cut removal reads as absent. */
export async function removeSecret(ring: Ring, account: string): Promise<void> {
  await ring.delete(account);
  await trim(ring, account, 'a', 0);
  await trim(ring, account, 'b', 0);
}
