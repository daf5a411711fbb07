/** The controls that a search may carry (facts/active-directory.md §5; [MS-ADTS] 3.1.1.3.4.1). */
import type { SearchControls } from './api.ts';
import { element, integer, tags } from './ber.ts';

const microsoft = '1.2.840.113556.1.4.';
export const controlOids = {
  /** RFC 2696. */
  paged: `${microsoft}319`,
  showDeleted: `${microsoft}417`,
  sdFlags: `${microsoft}801`,
  dirSync: `${microsoft}841`,
  domainScope: `${microsoft}1339`,
  showRecycled: `${microsoft}2064`,
  linkTtl: `${microsoft}2309`,
} as const;

/** A control (RFC 4511, 4.1.11). A critical one fails the search where the server does not know it. */
export const control = (oid: string, value?: Buffer, critical = false): Buffer =>
  element(tags.sequence, [
    element(tags.octetString, oid),
    ...(critical ? [element(tags.boolean, Uint8Array.of(0xff))] : []),
    ...(value ? [element(tags.octetString, value)] : []),
  ]);

/** Without SD_FLAGS = 7 (owner, group, DACL) an ordinary reader gets no nTSecurityDescriptor at all: it may not read the SACL. */
export const sdFlagsControl = (): Buffer =>
  control(controlOids.sdFlags, element(tags.sequence, [integer(7)]));

/** OBJECT_SECURITY: what this user may read, no further right needed. ANCESTORS_FIRST: a parent comes before its children. */
const dirSyncFlags = 0x1 | 0x800;
/** What one answer may hold at most; the server has its own limit. */
const dirSyncBytes = 1024 * 1024;

/** Critical: a server that passed it over would answer with everything, as if all had changed. */
export const dirSyncControl = (cookie: Uint8Array): Buffer =>
  control(
    controlOids.dirSync,
    element(tags.sequence, [integer(dirSyncFlags), integer(dirSyncBytes), element(tags.octetString, cookie)]),
    true,
  );

/** Of what is asked for, the controls that the server says it has (supportedControl of its root DSE). */
export function supportedControls(asked: SearchControls, supported: ReadonlySet<string>): Buffer[] {
  const controls: Buffer[] = [];
  const ask = (oid: string, make: () => Buffer): void => {
    if (supported.has(oid)) controls.push(make());
  };
  const plain = (oid: string): void => ask(oid, () => control(oid));
  if (asked.deleted) {
    plain(controlOids.showDeleted);
    plain(controlOids.showRecycled);
  }
  if (asked.linkTtl) plain(controlOids.linkTtl);
  if (asked.descriptors) ask(controlOids.sdFlags, sdFlagsControl);
  if (asked.domainScope) plain(controlOids.domainScope);
  return controls;
}
