import type { FilterProblem } from '../../../domain/directory/filter/problem.ts';
import type { FilterNote } from '../../queries.ts';

/** 필터 글에서 잘못된 것. 자리는 옆에 표시합니다. */
export const filterProblem: Record<FilterProblem, string> = {
  open: '여기에는 여는 괄호가 와야 합니다.',
  close: '닫는 괄호가 없습니다.',
  trailing: '필터는 이 앞에서 끝납니다. 여러 조건은 (&…) 또는 (|…) 안에 함께 넣으십시오.',
  emptyList: '묶을 조건이 없습니다. 이 괄호 안에 조건을 하나 이상 넣으십시오.',
  operator: '조건에는 =, >=, <=, ~=, := 가운데 하나가 필요합니다.',
  attribute: '특성 이름이 아닙니다.',
  rule: '일치 규칙이 아닙니다. 특성:규칙:=값 형식으로 쓰십시오.',
  escape:
    '백슬래시 뒤에는 16진수 두 자리가 와야 합니다. 백슬래시는 \\5c, *는 \\2a, 괄호는 \\28과 \\29로 쓰십시오.',
  character:
    '값에서는 이 문자를 이스케이프해야 합니다. 여는 괄호는 \\28, *는 \\2a, 널 문자는 \\00으로 쓰십시오.',
  depth: '필터가 너무 깊이 중첩되어 있습니다.',
};

/** 형식이 올바른 필터에서 함께 알아 둘 것. */
export const filterNote: Record<FilterNote, string> = {
  ruleUnknown:
    '스냅샷이 모르는 일치 규칙입니다: {text}. 이 조건은 맞는지 맞지 않는지 정할 수 없는 것으로 봅니다.',
  timeOpen: '쿼리를 실행할 때 시점으로 바뀝니다: {text}.',
};
