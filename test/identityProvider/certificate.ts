/** A key and its self-signed certificate by `openssl`, made anew so that nothing in it can grow old. */
import { run } from '../lab/process.ts';

export interface KeyPair {
  /** Both PEM. */
  readonly key: string;
  readonly certificate: string;
}

export async function createCertificate(name: string): Promise<KeyPair> {
  const given = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', `/CN=${name}`, '-keyout', '-', '-out', '-']; // prettier-ignore
  const text = (await run('openssl', given)).toString();
  const part = (label: string): string =>
    new RegExp(`-----BEGIN ${label}-----[\\s\\S]+?-----END ${label}-----\\n`).exec(text)![0];
  return { key: part('PRIVATE KEY'), certificate: part('CERTIFICATE') };
}
