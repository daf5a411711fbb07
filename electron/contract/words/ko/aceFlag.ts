import type { AceFlagCode } from '../../../domain/directory/security/codes.ts';

/** Header flags of an entry. */
export const aceFlag: Record<AceFlagCode, string> = {
  OI: '하위 비컨테이너 개체에 상속',
  CI: '하위 컨테이너에 상속',
  NP: '더 아래로 전달하지 않음',
  IO: '이 개체에는 적용되지 않음',
  ID: '상속됨',
  SA: '성공 감사',
  FA: '실패 감사',
};
