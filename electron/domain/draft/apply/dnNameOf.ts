import { DnSyntaxError } from '../../directory/dn.ts';
import { dnsNameOf } from '../../directory/dnKey.ts';

/** DNS name of a DN's domain, in lower case; null = it has none, or is none. */
export function dnNameOf(dn: string): string | null {
  try {
    return dnsNameOf(dn)?.toLowerCase() ?? null;
  } catch (error) {
    if (error instanceof DnSyntaxError) return null;
    throw error;
  }
}
