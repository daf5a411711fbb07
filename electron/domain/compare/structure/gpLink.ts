/** gPLink and gPOptions: which group policies a domain, a unit or a site is linked to ([MS-GPOL] 2.2.2, 2.2.3). */

export interface GpLink {
  /** DN of the groupPolicyContainer. */
  dn: string;
  disabled: boolean;
  enforced: boolean;
}

/** GPLINK_OPT_DISABLE, GPLINK_OPT_ENFORCE. */
const linkBits = { disabled: 0x1, enforced: 0x2 } as const;
/** gPOptions: GPO_INHERIT_BLOCK. */
const blockBit = 0x1;

const link = /\[LDAP:\/\/(?:[^/\]]*\/)?([^;\]]+);(\d+)\]/gi;

/** The links as stored, in their order; an unreadable one is passed over. Empty = none. */
export function parseGpLink(text: string): GpLink[] {
  return [...text.matchAll(link)].map(([, dn, options]) => ({
    dn: dn!,
    disabled: (Number(options) & linkBits.disabled) !== 0,
    enforced: (Number(options) & linkBits.enforced) !== 0,
  }));
}

/** Whether policies from above are kept out, enforced ones aside. */
export const blocksInheritance = (gPOptions: number | null): boolean => ((gPOptions ?? 0) & blockBit) !== 0;

const guid = /^cn=(\{[0-9a-f-]{36}\})/i;
/** `{31B2F340-…}` of a policy's DN, upper case; null when its name is no GUID. */
export const policyGuid = (dn: string): string | null => guid.exec(dn)?.[1]?.toUpperCase() ?? null;

/** Policies that every domain begins with ([MS-GPOD] 1.1.4). */
export const defaultPolicies = {
  domain: '{31B2F340-016D-11D2-945F-00C04FB984F9}',
  domainControllers: '{6AC1786C-016F-11D2-945F-00C04FB984F9}',
} as const;
