import type { JobNote } from '../../jobNote.ts';

/** What to know of a job's result beside it. */
export const jobNote: Record<JobNote, string> = {
  'fullRead.noSnapshot': '전체를 읽었습니다. 이어서 읽을 이전 스냅샷이 없습니다.',
  'fullRead.noMark': '전체를 읽었습니다. 이전 스냅샷에 변경 시작 지점이 기록되어 있지 않습니다.',
  'fullRead.otherController':
    '전체를 읽었습니다. 지난번과 다른 도메인 컨트롤러가 응답했거나 데이터베이스가 복원되어 변경 번호를 비교할 수 없습니다.',
  'fullRead.globalCatalog':
    '전체를 읽었습니다. 글로벌 카탈로그는 다른 도메인의 변경 사항을 알려 주지 않습니다.',
  'refreshed.dirSync': 'DirSync로 변경 사항만 읽었습니다.',
  'refreshed.usn':
    '업데이트 시퀀스 번호로 변경 사항만 읽었습니다. 이 계정이나 서버는 DirSync를 허용하지 않습니다.',
  'refreshed.mixed':
    '변경 사항만 읽었습니다. 일부 명명 컨텍스트는 DirSync로, 나머지는 업데이트 시퀀스 번호로 읽었습니다.',
  'aws.resumed': '이전에 읽은 계정을 이어받았습니다. 스냅샷의 시각은 그중 가장 오래된 것입니다.',
  'aws.nothingToResume': '모든 계정을 읽었습니다. 같은 리전을 읽은 이전 결과가 없습니다.',
};
