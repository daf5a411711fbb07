import { readFile } from 'node:fs/promises';
import { Fault } from '#contract/faults.ts';
import type { Connection, Trust } from '#contract/profiles.ts';
import { diallerOf } from '#engine/capture/dialler.ts';
import { startCaptureFrom } from '#engine/work.ts';
import { type Command, numberOption, textOption, type Values } from '../command.ts';
import { saidSnapshot, saidSource } from '../documents.ts';
import { waitFor } from '../jobs.ts';
import { secretFromPrompt, secretFromStdin } from '../secret.ts';
import { counted, jobNoteText, missingLine, when } from '../words.ts';
import { snapshotOf, writing } from '../workspaces.ts';

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

async function passwordFor(values: Values, user: string | null): Promise<string | null> {
  if (!user) return null;
  if (values['password-stdin'] === true) return secretFromStdin();
  return process.env['TREELINE_PASSWORD'] ?? secretFromPrompt(`Password of ${user}: `);
}

export const capture: Command = {
  name: 'capture',
  usage: 'WS --url ldaps://DC [--bind-dn USER --password-stdin] [--ca FILE | --pin SHA256] …',
  summary: 'read a live directory into a snapshot',
  help: [
    '--url URL            ldaps://HOST[:636], or ldap://HOST[:389] with --start-tls',
    '--domain NAME        instead of --url: find a domain controller by its SRV records',
    '--bind-dn USER       user principal name, DOMAIN\\name or distinguished name',
    '--password-stdin     read the password from standard input (or set TREELINE_PASSWORD, or be asked)',
    '--ca FILE            PEM file of the authority that signed the server certificate',
    '--pin SHA256         accept the one certificate with this fingerprint',
    '--server-name NAME   the name to expect in the certificate when it is not the host',
    '--start-tls          encrypt a connection to port 389',
    '--base DN            read below this object only',
    '--all-domains        every domain of the forest, each from a controller that DNS names, with the same user and trust',
    '--changes            only what changed since the newest snapshot; everything where that cannot be asked for',
    '--timeout SECONDS    how long to wait for an answer, 1 to 600 (30)',
  ],
  example:
    'treeline capture corp.treeline --url ldaps://dc1.corp.example.com --bind-dn reader@corp.example.com --password-stdin --ca ca.pem',
  options: {
    url: { type: 'string' },
    domain: { type: 'string' },
    'bind-dn': { type: 'string' },
    'password-stdin': { type: 'boolean' },
    ca: { type: 'string' },
    pin: { type: 'string' },
    'server-name': { type: 'string' },
    'start-tls': { type: 'boolean' },
    'all-domains': { type: 'boolean' },
    changes: { type: 'boolean' },
    base: { type: 'string' },
    timeout: { type: 'string' },
  },
  takes: [1, 1],
  async run(context) {
    const { engine, values, out } = context;
    if (values['all-domains'] === true && textOption(values, 'base'))
      throw wrong('Give --base or --all-domains, not both.');
    const connection = await connectionOf(values);
    const made = await writing(context, async () => {
      const password = await passwordFor(values, connection.user);
      const subject = connection.host ?? connection.domain ?? '';
      const dialler = diallerOf(engine.ldap, async () => password);
      const started = startCaptureFrom(engine, subject, connection, dialler, {
        allDomains: values['all-domains'] === true,
        changesOnly: values['changes'] === true,
      });
      const { snapshotId, note } = await waitFor(context, started);
      if (note) out.note(jobNoteText(note));
      return snapshotOf(context, snapshotId);
    });
    out.answer<'capture'>({ source: saidSource(made.source), snapshot: saidSnapshot(made.snapshot) }, () => {
      const { source, snapshot } = made;
      return [
        `${source.name}: ${counted(snapshot.objectCount, 'object')}, as of ${when(snapshot.readAt)}`,
        ...snapshot.missing.map((each) => `not read: ${missingLine(each)}`),
      ];
    });
  },
};
