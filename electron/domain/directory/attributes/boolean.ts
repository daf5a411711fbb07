/** Boolean (RFC 4517 §3.3.3): `TRUE` or `FALSE`. */
import { ofText } from './syntax.ts';
import type { Syntax } from './syntax.ts';

export const booleanSyntax: Syntax<'boolean'> = {
  name: 'boolean',
  attributes: [
    'isCriticalSystemObject',
    'showInAdvancedViewOnly',
    'isDeleted',
    'isRecycled',
    'isDefunct',
    'isEphemeral',
    'isSingleValued',
    'isMemberOfPartialAttributeSet',
    'systemOnly',
    'defaultHidingValue',
    'isGlobalCatalogReady',
    'isSynchronized',
    'enabled',
    'enabledConnection',
    'uASCompat',
    'msDS-PasswordComplexityEnabled',
    'msDS-PasswordReversibleEncryptionEnabled',
    'msDS-isGC',
    'msDS-isRODC',
    'msDS-ClaimIsSingleValued',
    'msNPAllowDialin',
    'msExchHideFromAddressLists',
    'mDBUseDefaults',
    'isPrivilegeHolder',
    'hasSubordinates',
  ],
  decode: ofText((text) => {
    if (text === 'TRUE') return { text, code: 'true' };
    return text === 'FALSE' ? { text, code: 'false' } : null;
  }),
};
