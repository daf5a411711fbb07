/** Opening a TCP connection, with the fault that each way of failing means. */
import { connect as tcpConnect, isIP, type LookupFunction, type Socket } from 'node:net';
import type { Resolver } from 'node:dns/promises';
import { Fault } from '#contract/faults.ts';
import type { Deadline } from './deadline.ts';
import type { Where } from './resultCodes.ts';

interface SystemError {
  readonly code?: string;
  readonly errors?: readonly SystemError[];
  readonly message?: string;
}

/** What the operating system says of a connection, as a fault. A host with several addresses fails with all their errors. */
export function socketFault(error: unknown, where: Where): Fault {
  const { code, errors, message } = error as SystemError;
  const all = errors?.map((one) => one.code) ?? [code];
  const options = { cause: error };
  if (all.includes('ECONNREFUSED')) return new Fault('ldap.closedPort', where, options);
  if (
    all.some((one) => one === 'ENOTFOUND' || one === 'EAI_AGAIN' || one === 'EAI_NODATA' || one === 'ENODATA')
  )
    return new Fault('ldap.hostUnknown', { host: where.host }, options);
  if (all.some((one) => one === 'ECONNRESET' || one === 'EPIPE'))
    return new Fault('ldap.connectionLost', where, options);
  return new Fault('ldap.unreachable', { ...where, detail: all[0] ?? message ?? '' }, options);
}

/** `getaddrinfo`'s part, played by a resolver of our choice. */
export function lookupBy(resolver: Resolver): LookupFunction {
  return (hostname, options, callback) => {
    void (async () => {
      const [four, six] = await Promise.allSettled([
        resolver.resolve4(hostname),
        resolver.resolve6(hostname),
      ]);
      const found = [
        ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
        ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
      ];
      if (found.length === 0) callback(Object.assign(new Error(hostname), { code: 'ENOTFOUND' }), '');
      else if (options.all) callback(null, found);
      else callback(null, found[0]!.address, found[0]!.family);
    })();
  };
}

/** For a socket between two owners: an error then closes it, and whoever takes it next sees that. */
export const ignoreError = (): void => {};

/** Connect within the deadline. */
export function dial(where: Where, deadline: Deadline, resolver?: Resolver): Promise<Socket> {
  const lookup = resolver && isIP(where.host) === 0 ? { lookup: lookupBy(resolver) } : {};
  const socket = tcpConnect({
    host: where.host,
    port: where.port,
    noDelay: true,
    keepAlive: true,
    ...lookup,
  });
  socket.on('error', ignoreError);
  const connected = new Promise<Socket>((resolve, reject) => {
    const failed = (error: unknown): void => reject(socketFault(error, where));
    socket.once('error', failed);
    socket.once('connect', () => {
      socket.off('error', failed);
      resolve(socket);
    });
  });
  return deadline.race(connected, where, () => socket.destroy());
}
