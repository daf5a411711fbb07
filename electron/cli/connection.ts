/** How a command is told of a directory server: its address, trust and user; the password comes apart from the arguments. */
import { readFile } from 'node:fs/promises';
import { Fault } from '#contract/faults.ts';
import type { Connection, Trust } from '#contract/profiles.ts';
import { numberOption, textOption, type Options, type Values } from './command.ts';
import { secretFromPrompt, secretFromStdin } from './secret.ts';

export const connectionOptions = {
  url: { type: 'string' },
  domain: { type: 'string' },
  'bind-dn': { type: 'string' },
  'password-stdin': { type: 'boolean' },
  ca: { type: 'string' },
  pin: { type: 'string' },
  'server-name': { type: 'string' },
  'start-tls': { type: 'boolean' },
  timeout: { type: 'string' },
} as const satisfies Options;

export const connectionHelp: readonly string[] = [
  '--url URL            ldaps://HOST[:636], or ldap://HOST[:389] with --start-tls',
  '--domain NAME        instead of --url: find a domain controller by its SRV records',
  '--bind-dn USER       user principal name, DOMAIN\\name or distinguished name',
  '--password-stdin     read the password from standard input (or set TREELINE_PASSWORD, or be asked)',
  '--ca FILE            PEM file of the authority that signed the server certificate',
  '--pin SHA256         accept the one certificate with this fingerprint',
  '--server-name NAME   the name to expect in the certificate when it is not the host',
  '--start-tls          encrypt a connection to port 389',
  '--timeout SECONDS    how long to wait for an answer, 1 to 600 (30)',
];

const wrong = (detail: string) => new Fault('usage.invalid', { detail });

async function trustOf(values: Values): Promise<Trust> {
  const ca = textOption(values, 'ca');
  const pin = textOption(values, 'pin');
  if (ca && pin) throw wrong('Give --ca or --pin, not both.');
  if (pin) {
    const hex = pin.replaceAll(/[:\s]/g, '').toUpperCase();
    if (!/^[0-9A-F]{64}$/.test(hex)) throw wrong('--pin takes a SHA-256 fingerprint: 64 hexadecimal digits.');
    return { kind: 'pin', fingerprint256: hex.match(/../g)!.join(':') };
  }
  if (!ca) return { kind: 'system' };
  const pem = await readFile(ca, 'utf8').catch(() => {
    throw new Fault('tls.caUnreadable', { name: ca });
  });
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new Fault('tls.caUnreadable', { name: ca });
  return { kind: 'ca', pem };
}

/** Throws `usage.invalid` and `tls.caUnreadable`. `--base` is that of commands that have it. */
export async function connectionOf(values: Values): Promise<Connection> {
  const address = textOption(values, 'url');
  const domain = textOption(values, 'domain');
  if (!address && !domain)
    throw wrong('Give --url ldaps://HOST[:PORT], or --domain NAME to find a controller by DNS.');
  const url = address ? (URL.canParse(address) ? new URL(address) : null) : new URL('ldaps://domain');
  if (address && domain) throw wrong('Give --url or --domain, not both.');
  if (!url || !['ldap:', 'ldaps:'].includes(url.protocol) || !url.hostname)
    throw wrong('--url takes ldaps://HOST[:PORT] or ldap://HOST[:PORT].');
  if (!['', '/'].includes(url.pathname) || url.search || url.hash)
    throw wrong('--url takes a host and a port and nothing more; the object to read below goes into --base.');
  if (url.username || url.password)
    throw wrong('No user and no password go into --url; use --bind-dn and --password-stdin.');
  const startTls = values['start-tls'] === true;
  if (startTls && url.protocol === 'ldaps:' && address)
    throw wrong('--start-tls goes with ldap://, not ldaps://.');
  const security = startTls ? 'starttls' : url.protocol === 'ldaps:' ? 'ldaps' : 'plain';
  return {
    host: address ? url.hostname.replace(/^\[(.*)\]$/, '$1') : null,
    domain,
    port: url.port ? Number(url.port) : security === 'ldaps' ? 636 : 389,
    security,
    serverName: textOption(values, 'server-name'),
    base: textOption(values, 'base'),
    trust: await trustOf(values),
    user: textOption(values, 'bind-dn'),
    timeoutSeconds: numberOption(values, 'timeout', { least: 1, most: 600, otherwise: 30 }),
    pageSize: 1000,
  };
}

/** Null: the connection signs nobody in. */
export async function passwordFor(values: Values, user: string | null): Promise<string | null> {
  if (!user) return null;
  if (values['password-stdin'] === true) return secretFromStdin();
  return process.env['TREELINE_PASSWORD'] ?? secretFromPrompt(`Password of ${user}: `);
}
