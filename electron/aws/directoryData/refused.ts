import { Fault } from '../../contract/faults.ts';

/** Reasons that AWS gives beside its error codes; each is about the directory, not about the caller. */
const reasons =
  /: (INVALID_[A-Z_]+|DIRECTORY_[A-Z_]+|NO_DISK_SPACE|TRUST_AUTH_FAILURE|LDAP_SIZE_LIMIT_EXCEEDED|LDAP_UNSUPPORTED_OPERATION)(?:: (.*))?$/s;

/**
 * A refusal with its reason told: data access that is switched off, and a directory that cannot be read so; the rest as it
 * is. Source: facts/aws-directory-service.md §4 (errors).
 */
export function refusedFor(directoryId: string, error: unknown): unknown {
  if (!(error instanceof Fault) || !('detail' in error.params)) return error;
  const detail = String(error.params['detail']);
  if (detail.includes('DATA_DISABLED')) return new Fault('aws.directoryDataDisabled', { directoryId });
  const found = reasons.exec(detail);
  // DIRECTORY_AUTH is a refusal like any other.
  if (!found || found[1] === 'DIRECTORY_AUTH') return error;
  return new Fault('aws.directoryDataRefused', { directoryId, reason: found[1]!, detail: found[2] ?? '' });
}
