/** msDS-SupportedEncryptionTypes (MS-KILE 2.2.7). Zero or absent: the domain controller's default applies. */
import type { BitTable } from './bits.ts';

export const encryptionType = {
  desCbcCrc: 0x1,
  desCbcMd5: 0x2,
  rc4Hmac: 0x4,
  aes128: 0x8,
  aes256: 0x10,
  aes256SessionKey: 0x20,
  fast: 0x1_0000,
  compoundIdentity: 0x2_0000,
  claims: 0x4_0000,
  resourceSidCompressionDisabled: 0x8_0000,
} as const;
export type EncryptionTypeFlag = keyof typeof encryptionType;
export type EncryptionTypeCode = `encryption.${EncryptionTypeFlag}`;

export const encryptionTypeBits: BitTable<EncryptionTypeCode> = Object.entries(encryptionType).map(
  ([flag, bit]) => [bit, `encryption.${flag as EncryptionTypeFlag}`] as const,
);
