/** What the formats say alike. */
import type { ReviewDocument } from '#contract/reviewDocument.ts';
import type { ReviewSay } from './words.ts';

type Head = ReviewDocument['review'];

export function scopeTexts({ scope }: Pick<Head, 'scope'>, words: ReviewSay): string[] {
  const named = (code: 'scopeRoles' | 'scopeAccounts' | 'scopePermissionSets', names: readonly string[]) =>
    names.length === 0 ? [] : [words.head(code, { names: names.join(', ') })];
  return [
    ...(scope.all ? [words.head('scopeAll')] : []),
    ...(scope.privileged ? [words.head('scopePrivileged')] : []),
    ...named('scopeRoles', scope.roles),
    ...named('scopeAccounts', scope.accounts),
    ...named('scopePermissionSets', scope.permissionSets),
  ];
}

export function sinceText({ since }: Pick<Head, 'since'>, words: ReviewSay): string | null {
  if (!since) return null;
  const { name, signedAt, onlyChanges, new: added, changed, same, notRevoked, gone, carriedOut } = since;
  const counts = { name, at: words.when(signedAt), new: added, changed, same, notRevoked, gone, carriedOut };
  return `${words.head('sinceText', counts)}${onlyChanges ? ` ${words.head('sinceOnly')}` : ''}`;
}

export function signOffTexts({ signOff }: Pick<Head, 'signOff'>, words: ReviewSay): string[] {
  if (!signOff) return [words.head('notSigned')];
  const { by, at, open, reason } = signOff;
  return [
    words.head('signedText', { at: words.when(at), by }),
    ...(open > 0 ? [words.head('signedOpen', { open, reason: reason ?? '' })] : []),
  ];
}

export function verifiedTexts({ verified: { intact, changed } }: ReviewDocument, words: ReviewSay): string[] {
  return [
    words.head(intact ? 'intact' : 'notIntact'),
    ...(changed.length > 0 ? [words.head('notIntactItems', { numbers: changed.join(', ') })] : []),
    words.head('digestsAbout'),
  ];
} // prettier-ignore
