/** What a profile trusts, as the certificates that a handshake is checked against. */
import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import type { Trust } from '#contract/profiles.ts';
import { Fault } from '#contract/faults.ts';

const minVersion = 'TLSv1.2';
const pemBlock =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/** The certificates of a PEM text; throws `tls.caUnreadable` where there is none, or one is broken. */
export function readCa(pem: string, name: string): string[] {
  const blocks = pem.match(pemBlock) ?? [];
  try {
    for (const block of blocks) void new X509Certificate(block).fingerprint256;
  } catch (cause) {
    throw new Fault('tls.caUnreadable', { name }, { cause });
  }
  if (blocks.length === 0) throw new Fault('tls.caUnreadable', { name });
  return blocks;
}

let systemContext: SecureContext | null = null;

/**
 * `system`: the operating system's store and Node's own list together, read once a process. `ca`: the given
 * certificates alone; one of them need not be a root, since an administrator often holds the issuing authority only.
 * `pin`: nothing is trusted, the fingerprint alone decides.
 */
export function secureContextFor(trust: Trust, name: string): SecureContext {
  switch (trust.kind) {
    case 'system':
      systemContext ??= createSecureContext({
        minVersion,
        ca: [...new Set([...getCACertificates('system'), ...getCACertificates('default')])],
      });
      return systemContext;
    case 'ca':
      return createSecureContext({ minVersion, ca: readCa(trust.pem, name), allowPartialTrustChain: true });
    case 'pin':
      return createSecureContext({ minVersion, ca: [] });
  }
}
