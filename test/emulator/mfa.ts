/** Codes of MFA devices. Source: RFC 6238 with SHA-1, steps of 30 seconds and six digits, as AWS takes them. */
import { createHmac } from 'node:crypto';
import type { MfaDevice } from './estate.ts';

const step = 30_000;

/** What the device shows at this time of the emulator's clock (`emulator.now()`). Throws for a device without a seed. */
export function codeOf({ seed, SerialNumber }: MfaDevice, now: Date): string {
  if (seed === undefined) throw new Error(`${SerialNumber} has no seed`);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now.getTime() / step)));
  const hash = createHmac('sha1', seed).update(counter).digest();
  const binary = hash.readUInt32BE(hash.at(-1)! & 0xf) & 0x7fffffff;
  return String(binary % 1_000_000).padStart(6, '0');
}

/** When the code was shown: now, or one step before or after, as clocks differ; null for a wrong one. */
export function momentOf(device: MfaDevice, code: string, now: Date): number | null {
  if (device.seed === undefined) return null;
  const moment = [0, -1, 1]
    .map((off) => new Date(now.getTime() + off * step))
    .find((at) => codeOf(device, at) === code);
  return moment === undefined ? null : Math.floor(moment.getTime() / step);
}
