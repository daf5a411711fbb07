import type { AceEffect } from '../../../domain/directory/security/codes.ts';

/** What an entry does. */
export const aceEffect: Record<AceEffect, string> = {
  allow: 'allow',
  deny: 'deny',
  audit: 'audit',
  unknown: 'of an unknown type',
};
