/** Whose program holds the other end of a connection within this machine. */
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/** Its user's id; null where that cannot be told (it can on Linux alone). Source: proc_net_tcp of the kernel's documentation. */
export function userAtOtherEnd({ localPort = 0, remotePort = 0 }: Socket): number | null {
  let table: string;
  try {
    table = readFileSync('/proc/net/tcp', 'latin1');
  } catch {
    return null;
  }
  // What is our remote end is the local one of theirs. The address is in the byte order of the machine.
  const end = (port: number) => `(?:0100007F|7F000001):${port.toString(16).padStart(4, '0')}`;
  const row = new RegExp(
    `^\\s*\\d+: ${end(remotePort)} ${end(localPort)} \\S+ \\S+ \\S+ \\S+ +(\\d+) `,
    'im',
  ).exec(table);
  return row ? Number(row[1]) : null;
}

/**
 * Whether an address of this machine that was meant for us was opened by somebody else: what a program is started with, every
 * user may read. Whoever is root needs no address, and a relay between systems of one machine is root's; who runs us as root has
 * a browser of another user.
 */
export const isStranger = (user: number | null, ours: number | undefined): boolean =>
  user !== null && user !== 0 && ours !== undefined && ours !== 0 && user !== ours;
