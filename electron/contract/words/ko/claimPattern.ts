import type { PatternProblemCode } from '../../../domain/claims/pattern/pattern.ts';

/** 클레임 규칙의 패턴을 실행하지 않는 이유. 패턴 안의 위치는 따로 표시합니다. */
export const claimPattern: Record<PatternProblemCode, string> = {
  syntax: '.NET에서 올바른 패턴이 아니므로 AD FS가 규칙을 거부합니다. 패턴을 바로잡으십시오.',
  backreference:
    '패턴이 앞에서 일치한 내용을 다시 참조하며, 이는 제한된 시간 안에 실행할 수 없습니다. 역참조 없이 작성하십시오.',
  lookaround: '패턴이 앞뒤를 미리 확인하며, 여기에서는 이를 실행하지 않습니다. 그것 없이 작성하십시오.',
  atomic: '한 번 일치한 내용을 되돌리지 않는 그룹은 여기에서 실행하지 않습니다. 일반 그룹을 사용하십시오.',
  balancing: '서로 균형을 맞추는 그룹은 여기에서 실행하지 않습니다. 그것 없이 작성하십시오.',
  conditional: '그룹에 따라 달라지는 선택은 여기에서 실행하지 않습니다. 두 경우를 모두 적으십시오.',
  unsupported: '이 부분의 .NET 의미를 여기에서 확실하게 재현할 수 없습니다. 다른 방식으로 작성하십시오.',
  tooLong: '패턴이 너무 길거나 깊거나 반복이 많아 제한된 시간 안에 실행할 수 없습니다. 패턴을 줄이십시오.',
};
