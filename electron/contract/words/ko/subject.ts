import type { SubjectKind } from '../../../domain/directory/security/codes.ts';

/** What the type of an entry names. */
export const subject: Record<SubjectKind, string> = {
  attribute: '특성',
  propertySet: '속성 집합',
  extendedRight: '확장 권한',
  validatedWrite: '확인된 쓰기',
  class: '클래스',
  unknown: '스키마에 없음',
};
