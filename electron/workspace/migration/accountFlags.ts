/** What the bits and times of an account tell a plan (facts/active-directory.md §6), as flags of the domain. */
import { flag } from '#domain/migration/facts.ts';

const bits = {
  disabled: 0x2,
  interdomainTrust: 0x800,
  serverTrust: 0x2000,
  smartcard: 0x4_0000,
  delegation: 0x8_0000,
  noPreAuthentication: 0x40_0000,
  protocolTransition: 0x100_0000,
  readOnlyController: 0x400_0000,
};
const day = 86_400_000;
/** As the built-in queries have it. */
const staleDays = 90;
const epochMs = 11_644_473_600_000;
const domainLocalSecurity = { scope: 0x4, security: 0x8000_0000 | 0 };

export const isDisabled = (control: number): boolean => (control & bits.disabled) !== 0;

export function controlFlags(control: number): number {
  let flags = 0;
  if (isDisabled(control)) flags |= flag.disabled;
  if ((control & bits.interdomainTrust) !== 0) flags |= flag.own;
  if ((control & bits.serverTrust) !== 0) flags |= flag.own | flag.controller;
  if ((control & bits.readOnlyController) !== 0)
    flags |= flag.own | flag.controller | flag.readOnlyController;
  if ((control & bits.smartcard) !== 0) flags |= flag.smartcard;
  if ((control & bits.delegation) !== 0) flags |= flag.unconstrained;
  if ((control & bits.protocolTransition) !== 0) flags |= flag.constrained;
  if ((control & bits.noPreAuthentication) !== 0) flags |= flag.noPreAuthentication;
  return flags;
}

export const isDomainLocalSecurity = (groupType: number): boolean =>
  (groupType & domainLocalSecurity.scope) !== 0 && (groupType & domainLocalSecurity.security) !== 0;

/** Times as FILETIME, judged as of a reading. */
export class AccountTimes {
  readonly #now: number;
  readonly #staleBefore: number;

  constructor(readAt: string) {
    this.#now = (Date.parse(readAt) + epochMs) * 10_000;
    this.#staleBefore = this.#now - staleDays * day * 10_000;
  }

  /** Of an enabled user or computer; 0 = no sign-in on record, which tells something of users alone. */
  signIn(last: number, isUser: boolean): number {
    if (last > 0) return last <= this.#staleBefore ? flag.stale : 0;
    return isUser ? flag.neverSignedIn : 0;
  }

  expiry(expires: number): number {
    return expires > 0 && expires <= this.#now ? flag.expired : 0;
  }
}
