import type { AppliesCode } from '../../../domain/directory/security/codes.ts';

/** Where an entry takes effect. */
export const applies: Record<AppliesCode, string> = {
  thisObject: '이 개체만',
  thisAndDescendants: '이 개체와 모든 하위 개체',
  descendants: '모든 하위 개체',
  thisAndChildren: '이 개체와 바로 아래 개체',
  children: '바로 아래 개체만',
  nowhere: '적용되는 개체 없음',
};
