import type { Phase } from '../../phases.ts';

export const phase: Record<Phase, string> = {
  connecting: '연결하고 있습니다',
  reading: '읽고 있습니다',
  accounts: '계정을 읽고 있습니다',
  resolving: '이름을 확인하고 있습니다',
  indexing: '색인을 만들고 있습니다',
  searching: '찾고 있습니다',
  tree: '트리를 만들고 있습니다',
  members: '구성원을 그룹에 연결하고 있습니다',
  order: '개체를 정렬하고 있습니다',
  text: '텍스트 검색을 준비하고 있습니다',
  finish: '마무리하고 있습니다',
  finishing: '마무리하고 있습니다',
  writing: '쓰고 있습니다',
  done: '완료했습니다',
};
