/**
 * The TLS handshake and the verdict on the certificate. The handshake itself never fails for the certificate's sake,
 * so that the whole chain can be shown; the verdict is given on the very socket that would be used, before anything is
 * written to it, and only `secure` gives that socket away.
 */
import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as tlsConnect, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { Certificate, Trust } from '#contract/profiles.ts';
import { Fault } from '#contract/faults.ts';
import { peerChain } from './certificates.ts';
import type { Deadline } from './deadline.ts';
import { ignoreError, socketFault } from './dial.ts';
import type { Where } from './resultCodes.ts';
import { secureContextFor } from './trust.ts';

export interface TlsTarget extends Where {
  readonly trust: Trust;
  /** The certificate has to be good for one of these: a host name, an address, or the domain. */
  readonly names: readonly string[];
}

/** Handshake only. Resolves with an unjudged socket: for `judge`, and for showing the chain. */
function handshake(socket: Socket, target: TlsTarget, deadline: Deadline): Promise<TLSSocket> {
  const secureContext = secureContextFor(target.trust, target.host);
  const servername = target.names.find((name) => isIP(name) === 0);
  const identity = (_: string, certificate: PeerCertificate): Error | undefined => {
    const errors = target.names.map((name) => checkServerIdentity(name, certificate));
    return errors.includes(undefined) ? undefined : errors[0];
  };
  const tls = tlsConnect({
    socket,
    secureContext,
    // Not "do not check": Node's verdict stands in `authorized`, and `judge` refuses all that is not authorized.
    rejectUnauthorized: false,
    checkServerIdentity: identity,
    ...(servername === undefined ? {} : { servername }),
  });
  tls.on('error', ignoreError);
  const done = new Promise<TLSSocket>((resolve, reject) => {
    const failed = (error: Error & { code?: string }): void => reject(handshakeFault(error, target));
    tls.once('error', failed);
    tls.once('secureConnect', () => {
      tls.off('error', failed);
      resolve(tls);
    });
  });
  return deadline.race(done, target, () => {
    tls.destroy();
    socket.destroy();
  });
}

function handshakeFault(error: Error & { code?: string }, target: TlsTarget): Fault {
  const { host, port } = target;
  const code = error.code ?? '';
  // OpenSSL's own errors: the other side speaks no TLS, or none that we speak too.
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code === 'EPROTO')
    return new Fault('tls.failed', { host, port, detail: code }, { cause: error });
  return socketFault(error, { host, port });
}

/** Node's names for a chain that ends nowhere we trust (OpenSSL's X509_V_ERR_*). */
const untrusted = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
]);

/** The fault that the certificate means, or null when it may be trusted. Anything not understood is a fault. */
export function judge(socket: TLSSocket, chain: readonly Certificate[], target: TlsTarget): Fault | null {
  const { host, port, trust } = target;
  const leaf = chain[0];
  if (leaf === undefined) return new Fault('tls.failed', { host, port, detail: 'no certificate' });
  const of = (certificate: Certificate) => ({ host, port, subject: certificate.subject, fingerprint256: certificate.fingerprint256 }); // prettier-ignore
  if (trust.kind === 'pin') {
    const { fingerprint256: expected } = trust;
    if (leaf.fingerprint256 === expected) return null;
    return new Fault('tls.pinMismatch', { host, port, expected, fingerprint256: leaf.fingerprint256 });
  }
  if (socket.authorized) return null;
  // Typed as Error, but Node leaves the code there.
  const reason: unknown = socket.authorizationError;
  const code =
    typeof reason === 'string' ? reason : ((reason as { code?: string } | null)?.code ?? 'unknown');
  const now = new Date().toISOString();
  switch (code) {
    case 'CERT_HAS_EXPIRED': {
      const old = chain.find((certificate) => certificate.validTo < now) ?? leaf;
      return new Fault('tls.expired', { ...of(old), validTo: old.validTo });
    }
    case 'CERT_NOT_YET_VALID': {
      const young = chain.find((certificate) => certificate.validFrom > now) ?? leaf;
      return new Fault('tls.notYetValid', { ...of(young), validFrom: young.validFrom });
    }
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return new Fault('tls.wrongName', { ...of(leaf), names: [...leaf.names] });
    default:
      if (untrusted.has(code))
        return new Fault('tls.untrusted', { ...of(leaf), issuer: chain.at(-1)!.issuer });
      return new Fault('tls.failed', { host, port, detail: code });
  }
}

/** Handshake and verdict: a trusted socket, or the fault. */
export async function secure(socket: Socket, target: TlsTarget, deadline: Deadline): Promise<TLSSocket> {
  const tls = await handshake(socket, target, deadline);
  const fault = judge(tls, peerChain(tls), target);
  if (fault === null) return tls;
  tls.destroy();
  throw fault;
}

/** Handshake, chain and verdict, and nothing more: the socket is closed before this resolves. */
export async function inspect(
  socket: Socket,
  target: TlsTarget,
  deadline: Deadline,
): Promise<{ chain: Certificate[]; fault: Fault | null }> {
  const tls = await handshake(socket, target, deadline);
  const chain = peerChain(tls);
  const fault = judge(tls, chain, target);
  tls.destroy();
  return { chain, fault };
}
