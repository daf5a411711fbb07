/** Limits of names and ARNs. Lengths are counted as AWS counts them, in UTF-16 units of what its patterns allow anyway. */
import { arnParts, isReservedRole, isServiceLinkedRole, roleOfArn } from './identity.ts';
import type { LimitField, ReportLimit } from './limitCodes.ts';

interface TextLimit {
  readonly least: number;
  readonly most: number;
  /** One character that may not stand in it. */
  readonly bad: RegExp;
  /** What may stand in it beside letters and digits of ASCII, for people. */
  readonly allowed: string;
}

const name = { bad: /[^\w+=,.@-]/gu, allowed: '_ + = , . @ -' };
const texts = {
  sessionName: { least: 2, most: 64, ...name },
  userName: { least: 2, most: 32, ...name },
  sourceIdentity: { least: 2, most: 64, ...name },
  externalId: { least: 2, most: 1224, bad: /[^\w+=,.@:/-]/gu, allowed: '_ + = , . @ : / -' },
  roleName: { least: 1, most: 64, ...name },
} as const satisfies Partial<Readonly<Record<LimitField, TextLimit>>>;

/** `aws:` in a source identity has a sentence of its own. */
export function checkText(field: keyof typeof texts, text: string, report: ReportLimit): void {
  const { least, most, bad, allowed } = texts[field];
  const { length } = text;
  if (length === 0) return report(field, 'missing');
  if (length < least) report(field, 'tooShort', { least: String(least), length: String(length) });
  if (length > most) report(field, 'tooLong', { most: String(most), length: String(length) });
  const found = charactersOf(field === 'sourceIdentity' ? text.replace(/^aws:/i, '') : text, bad);
  if (found !== null) report(field, 'badCharacters', { characters: found, allowed });
}

const fewest = 5;

/** Up to five different characters, white space and control characters by number; null: there are none. */
export function charactersOf(text: string, bad: RegExp): string | null {
  const found = [...new Set(text.match(bad) ?? [])];
  if (found.length === 0) return null;
  const shown = found
    .slice(0, fewest)
    .map((one) =>
      /[\p{Z}\p{C}]/u.test(one)
        ? `U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
        : one,
    );
  return found.length > fewest ? `${shown.join(' ')} …` : shown.join(' ');
}

export function checkRoleArn(arn: string, report: ReportLimit): void {
  const role = roleOfArn(arn);
  if (arn === '') report('roleArn', 'missing');
  else if (!role) report('roleArn', 'roleArnInvalid');
  else if (isReservedRole(role)) report('roleArn', 'roleReserved', { role: role.name });
  else if (isServiceLinkedRole(role)) report('roleArn', 'roleServiceLinked', { role: role.name });
}

/** A SAML provider lets nobody into another account than its own. */
export function checkPrincipalArn(arn: string, roleArn: string, report: ReportLimit): void {
  const parts = arnParts(arn);
  if (arn === '') return report('principalArn', 'missing');
  if (
    !parts ||
    parts.service !== 'iam' ||
    parts.region !== '' ||
    !/^\d{12}$/.test(parts.account) ||
    !/^saml-provider\/[\w.-]{1,128}$/.test(parts.resource)
  )
    return report('principalArn', 'principalArnInvalid');
  const role = roleOfArn(roleArn);
  if (role && (role.account !== parts.account || role.partition !== parts.partition))
    report('principalArn', 'principalOtherAccount', { account: parts.account, wanted: role.account });
}

/** A device's ARN, or the serial number of one of hardware. A security key has an ARN too, and gives no codes. */
export function checkMfaSerial(serial: string, report: ReportLimit): void {
  const { length } = serial;
  if (length < 9) return report('mfaSerial', 'tooShort', { least: '9', length: String(length) });
  if (length > 256) return report('mfaSerial', 'tooLong', { most: '256', length: String(length) });
  const parts = arnParts(serial);
  if (parts?.service === 'iam' && parts.resource.startsWith('u2f/'))
    return report('mfaSerial', 'mfaSecurityKey');
  const isDevice = parts
    ? parts.service === 'iam' && /^(?:mfa|sms-mfa)\/[\w+=/:,.@-]+$/.test(parts.resource)
    : /^[\w+=,.@-]+$/.test(serial);
  if (!isDevice) report('mfaSerial', 'mfaSerialInvalid');
}
