import { claimTypes } from '../claim.ts';
import type { AssertionFacts } from './facts.ts';
import type { Sheet } from './sheet.ts';

const namePattern = /^[\w+=,.@-]{2,64}$/;
const shortest = 900;
const longest = 43_200;

/** The value of RoleSessionName. */
export function sessionName(sheet: Sheet, facts: AssertionFacts): string | null {
  const claim = sheet.one(claimTypes.roleSessionName, 'sessionNameSeveral');
  if (claim === null) {
    sheet.find(sheet.isOpen(claimTypes.roleSessionName) ? 'sessionNameOpen' : 'sessionNameNone', null);
    return null;
  }
  const { value } = sheet.claims[claim]!;
  if (!namePattern.test(value)) sheet.find('sessionNamePattern', claim, { value });
  else if (facts.sessionNameShared(value) === true) sheet.find('sessionNameShared', claim, { value });
  if (sheet.isOpen(claimTypes.roleSessionName)) sheet.find('sessionNameOpen', null);
  return value;
}

/** The seconds of SessionDuration; and which claim says them, -1 for none. */
export function duration(sheet: Sheet): { readonly seconds: number | null; readonly claim: number } {
  const claim = sheet.one(claimTypes.sessionDuration, 'durationSeveral');
  if (sheet.isOpen(claimTypes.sessionDuration)) sheet.find('durationOpen', null);
  if (claim === null) return { seconds: null, claim: -1 };
  const { value } = sheet.claims[claim]!;
  if (!/^\d{1,9}$/.test(value)) {
    sheet.find('durationNumber', claim, { value });
    return { seconds: null, claim };
  }
  const seconds = Number(value);
  if (seconds < shortest || seconds > longest) sheet.find('durationRange', claim, { value });
  return { seconds, claim };
}

/** The value of SourceIdentity. */
export function sourceIdentity(sheet: Sheet): string | null {
  const claim = sheet.one(claimTypes.sourceIdentity, 'sourceIdentitySeveral');
  if (sheet.isOpen(claimTypes.sourceIdentity)) sheet.find('sourceIdentityOpen', null);
  if (claim === null) return null;
  const { value } = sheet.claims[claim]!;
  if (!namePattern.test(value) || value.startsWith('aws:'))
    sheet.find('sourceIdentityPattern', claim, { value });
  return value;
}

/** The subject. */
export function nameId(sheet: Sheet): string | null {
  const claim = sheet.one(claimTypes.nameIdentifier, 'nameIdSeveral');
  if (claim !== null) return sheet.claims[claim]!.value;
  sheet.find(sheet.isOpen(claimTypes.nameIdentifier) ? 'nameIdOpen' : 'nameIdNone', null);
  return null;
}

/** AWS's own names in another case. */
export function attributeNames(sheet: Sheet): void {
  const own = [
    claimTypes.role, claimTypes.roleSessionName, claimTypes.sessionDuration, claimTypes.sourceIdentity, claimTypes.transitiveTagKeys,
  ]; // prettier-ignore
  const told = new Set<string>();
  sheet.claims.forEach(({ type }, claim) => {
    if (told.has(type)) return;
    told.add(type);
    const lower = type.toLowerCase();
    const named = own.find((name) => name.toLowerCase() === lower);
    const tag = lower.startsWith(claimTypes.principalTag.toLowerCase());
    const right = named ?? (tag ? claimTypes.principalTag : null);
    if (right !== null && !type.startsWith(right))
      sheet.find('attributeCase', claim, { value: type, actual: right }, sheet.findings, 'type');
  });
}
