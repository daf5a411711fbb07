import type { AceEffect } from '../../../domain/directory/security/codes.ts';

/** What an entry does. */
export const aceEffect: Record<AceEffect, string> = {
  allow: '허용',
  deny: '거부',
  audit: '감사',
  unknown: '알 수 없는 유형',
};
