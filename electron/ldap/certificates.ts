/** What a server showed of itself in the TLS handshake. */
import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { Certificate } from '#contract/profiles.ts';

/** `CN=dc1\nO=Corp` → `CN=dc1, O=Corp`. */
const oneLine = (name: string): string => name.trim().replaceAll('\n', ', ');

/** `DNS:a, IP Address:1.2.3.4` → `a`, `1.2.3.4`; kinds that are no host names are left out. */
function names(certificate: X509Certificate): string[] {
  const found =
    certificate.subjectAltName?.matchAll(/(?:^|, )(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g) ?? [];
  const alternative = [...found].map((match) => match[1]!);
  if (alternative.length > 0) return alternative;
  const common = /^CN=(.*)$/m.exec(certificate.subject)?.[1];
  return common === undefined ? [] : [common];
}

export function describeCertificate(certificate: X509Certificate): Certificate {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: names(certificate),
    validFrom: certificate.validFromDate.toISOString(),
    validTo: certificate.validToDate.toISOString(),
    fingerprint256: certificate.fingerprint256,
  };
}

/** The chain, leaf first, as the server sent it and as far as our own store could lead it on. Empty = no certificate. */
export function peerChain(socket: TLSSocket): Certificate[] {
  const chain: Certificate[] = [];
  const seen = new Set<string>();
  let next = socket.getPeerCertificate(true) as Partial<DetailedPeerCertificate> | null;
  while (next?.raw && next.fingerprint256 !== undefined && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256);
    chain.push(describeCertificate(new X509Certificate(next.raw)));
    next = next.issuerCertificate ?? null;
  }
  return chain;
}
