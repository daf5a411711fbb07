import type { Connection, Profile } from '#contract/profiles.ts';

/** What the form holds: text as typed. */
export interface ConnectForm {
  name: string;
  by: 'host' | 'domain';
  host: string;
  domain: string;
  port: string;
  security: Connection['security'];
  base: string;
  user: string;
  password: string;
  trust: 'system' | 'ca' | 'pin';
  pem: string;
  pin: string;
  serverName: string;
  timeoutSeconds: string;
  pageSize: string;
}

export const emptyForm = (): ConnectForm => ({
  name: '',
  by: 'host',
  host: '',
  domain: '',
  port: '636',
  security: 'ldaps',
  base: '',
  user: '',
  password: '',
  trust: 'system',
  pem: '',
  pin: '',
  serverName: '',
  timeoutSeconds: '15',
  pageSize: '500',
});

export function formOf({ name, connection }: Profile): ConnectForm {
  return {
    name,
    by: connection.host === null ? 'domain' : 'host',
    host: connection.host ?? '',
    domain: connection.domain ?? '',
    port: String(connection.port),
    security: connection.security,
    base: connection.base ?? '',
    user: connection.user ?? '',
    password: '',
    trust: connection.trust.kind,
    pem: connection.trust.kind === 'ca' ? connection.trust.pem : '',
    pin: connection.trust.kind === 'pin' ? connection.trust.fingerprint256 : '',
    serverName: connection.serverName ?? '',
    timeoutSeconds: String(connection.timeoutSeconds),
    pageSize: String(connection.pageSize),
  };
}

const orNull = (text: string): string | null => text.trim() || null;

export function connectionOf(form: ConnectForm): Connection {
  return {
    host: form.by === 'host' ? orNull(form.host) : null,
    domain: orNull(form.domain),
    port: Number(form.port),
    security: form.security,
    serverName: orNull(form.serverName),
    base: orNull(form.base),
    trust:
      form.trust === 'ca'
        ? { kind: 'ca', pem: form.pem }
        : form.trust === 'pin'
          ? { kind: 'pin', fingerprint256: form.pin }
          : { kind: 'system' },
    user: orNull(form.user),
    timeoutSeconds: Number(form.timeoutSeconds),
    pageSize: Number(form.pageSize),
  };
}

/** The port that servers of this kind answer on. Source: MS-ADTS 3.1.1.3. */
export function usualPort(security: Connection['security'], catalog: boolean): string {
  if (security === 'ldaps') return catalog ? '3269' : '636';
  return catalog ? '3268' : '389';
}

const within = (text: string, low: number, high: number) =>
  /^\d+$/.test(text.trim()) && Number(text) >= low && Number(text) <= high;

/** What is wrong with the form, as keys of messages under `connect.need.`; nothing when it can be sent. */
export function problemsOf(form: ConnectForm): Partial<Record<keyof ConnectForm, string>> {
  const out: Partial<Record<keyof ConnectForm, string>> = {};
  if (form.by === 'host' && form.host.trim() === '') out.host = 'host';
  if (form.by === 'domain' && form.domain.trim() === '') out.domain = 'domain';
  if (!within(form.port, 1, 65535)) out.port = 'port';
  if (!within(form.timeoutSeconds, 1, 600)) out.timeoutSeconds = 'timeout';
  if (!within(form.pageSize, 1, 20000)) out.pageSize = 'pageSize';
  if (form.trust === 'ca' && !form.pem.includes('-----BEGIN CERTIFICATE-----')) out.pem = 'pem';
  return out;
}

export const nameOf = (form: ConnectForm): string =>
  form.name.trim() || (form.by === 'host' ? form.host : form.domain).trim();
