/** To what a stored password is bound. */
import { createHash } from 'node:crypto';
import type { Connection, Trust } from '../contract/profiles.ts';

/** DNS names do not tell case, and a closing dot only says "absolute". */
const dnsName = (name: string | null) => name?.toLowerCase().replace(/\.$/, '') ?? null;

function trustText(trust: Trust): string {
  if (trust.kind === 'pin') return `pin ${trust.fingerprint256}`;
  if (trust.kind === 'system') return 'system';
  // Line ends and indentation of a PEM file mean nothing; its text is long, so its digest stands for it.
  const pem = trust.pem
    .trim()
    .split(/\s*\n\s*/)
    .join('\n');
  return `ca ${createHash('sha256').update(pem).digest('hex')}`;
}

/**
 * Everything that decides who receives the password: host or domain, port, security, the name expected in the
 * certificate, and the trust decision. A stored password may be used only while this string is what it was when the
 * password was stored; a change of any of it forgets the password. User, base and limits may change freely.
 */
export function passwordBinding(connection: Connection): string {
  const { host, domain, port, security, serverName, trust } = connection;
  // A domain beside a host serves the certificate's name where the host is an address, so it counts in both cases.
  return JSON.stringify([
    dnsName(host),
    dnsName(domain),
    port,
    security,
    dnsName(serverName),
    trustText(trust),
  ]);
}
