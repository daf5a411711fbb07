import type { ControlCode } from '../../../domain/directory/security/codes.ts';

/** Control flags of a security descriptor. */
export const sdControl: Record<ControlCode, string> = {
  ownerDefaulted: '기본 소유자',
  groupDefaulted: '기본 그룹',
  daclPresent: 'DACL 있음',
  daclDefaulted: '기본 DACL',
  saclPresent: 'SACL 있음',
  saclDefaulted: '기본 SACL',
  daclTrusted: '신뢰할 수 있는 DACL',
  serverSecurity: '서버 보안',
  daclInheritRequired: 'DACL 상속 요청됨',
  saclInheritRequired: 'SACL 상속 요청됨',
  daclAutoInherited: 'DACL 자동 상속',
  saclAutoInherited: 'SACL 자동 상속',
  daclProtected: '보호된 DACL: 상속하지 않음',
  saclProtected: '보호된 SACL: 상속하지 않음',
  resourceManagerValid: '리소스 관리자 비트',
  selfRelative: '자체 상대 형식',
};
