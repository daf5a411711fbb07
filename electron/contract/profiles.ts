/** Connection profiles: they belong to the user and the machine; their passwords live in the keychain. */
import { z } from 'zod';

/** What the user decided about a server's certificate. There is no way to say "do not check". */
export const trustSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('system') }),
  z.object({ kind: z.literal('ca'), pem: z.string() }),
  z.object({ kind: z.literal('pin'), fingerprint256: z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) }),
]);
export type Trust = z.infer<typeof trustSchema>;

export const connectionSchema = z.object({
  /** A host name, or null to discover one by the domain's SRV records. */
  host: z.string().min(1).nullable(),
  /** DNS domain for SRV discovery and for the certificate's name where the host is an address. */
  domain: z.string().min(1).nullable(),
  port: z.int().min(1).max(65535),
  security: z.enum(['ldaps', 'starttls', 'plain']),
  /** The name to expect in the certificate when it differs from `host`. */
  serverName: z.string().min(1).nullable(),
  base: z.string().nullable(),
  trust: trustSchema,
  /** UPN, `DOMAIN\user` or DN; null = anonymous (root DSE only, on most servers). */
  user: z.string().min(1).nullable(),
  timeoutSeconds: z.int().min(1).max(600),
  pageSize: z.int().min(1).max(20000),
});
export type Connection = z.infer<typeof connectionSchema>;

export const profileSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(120),
  connection: connectionSchema,
  /** Where the password is: the OS keychain, this process's memory, or nowhere. Bound to host, port and trust. */
  password: z.enum(['keychain', 'memory', 'none']),
  /** The forest source that its last capture filled, by name; null before the first. */
  reads: z.string().nullable().default(null),
});
export type Profile = z.infer<typeof profileSchema>;

/** One certificate of the chain that a server showed. Times are ISO 8601 UTC. */
export const certificateSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  names: z.array(z.string()),
  validFrom: z.string(),
  validTo: z.string(),
  fingerprint256: z.string(),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** What looking at a server without signing in tells: whether its certificate is trusted as the profile stands. */
export const probeSchema = z.object({
  host: z.string(),
  port: z.int(),
  chain: z.array(certificateSchema),
  trusted: z.boolean(),
  /** The fault that a connection would end with, when not trusted. */
  fault: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }).nullable(),
});
export type Probe = z.infer<typeof probeSchema>;
