/** 캡처, 들어오는 개체, 스냅샷의 내력에 관한 낱말. */
export default {
  capture: {
    title: '스냅샷 캡처',
    start: '캡처',
    options: '캡처 방법',
    allDomains: '포리스트의 모든 도메인',
    reach: {
      domains:
        '도메인마다 자체 컨트롤러에서 모두 읽습니다. 선택하지 않으면 이 서버가 가진 도메인, 구성, 스키마만 읽습니다.',
      base: '이 연결의 기본 DN 아래만 읽습니다. 더 읽으려면 기본 DN을 비우십시오.',
      catalog:
        '글로벌 카탈로그는 모든 도메인에 대해 답합니다. 개체마다 일부 특성만 있고, 모든 그룹의 구성원을 담지는 않으며, 구성은 없습니다.',
    },
    changesOnly: '이후 바뀐 것만',
    changesOnlyIn: '마지막으로 읽은 뒤 바뀐 것만: {name}',
    changesNever: '글로벌 카탈로그는 다른 도메인의 변경 사항을 알려 주지 않습니다.',
    changesOnlyText:
      '서버가 바뀐 것을 알려 줄 수 있으면 가장 새로운 스냅샷에서 이어 읽습니다. 아니면 모두 읽고 작업에 까닭을 남깁니다.',
    rate: '초당 {count}개',
    running: '진행 중',
    arriving: '읽는 중',
    arrivingCount: '지금까지 {count}개',
    arrivingNote:
      '아직 읽는 중입니다. 지금까지 개체 {count}개를 볼 수 있습니다. 구성원, 검색, 쿼리는 모두 읽은 뒤에 쓸 수 있습니다.',
  },
  snapshotFacts: {
    kept: '새로 고친 스냅샷: 바뀌지 않은 것은 {time} 기준입니다.',
    next: {
      dirSync: 'DirSync로 변경 사항을 읽을 수 있음',
      usn: '업데이트 번호로 변경 사항을 읽을 수 있음',
      mixed: '변경 사항을 읽을 수 있으나 명명 컨텍스트마다 방식이 다름',
      whole: '다음에 모두 읽음',
    },
    byDirSync: 'DirSync 사용',
    byUsn: '업데이트 번호 사용',
    byNothing: '표시 없음: 다음에 모두 읽음',
    missingOf: '{reason}: {count}곳',
    whereMore: '{count}곳 더',
  },
  entryAge: {
    note: '{time} 이후 복제되는 변경이 없습니다. 표시된 값은 그때의 것이며 바뀌어도 알 수 없습니다.',
    notReplicated: '복제되지 않음: {time}에 읽음',
    constructed: '읽을 때 계산됨: {time}',
    backLink: '연결의 반대쪽: {time}에 읽음',
  },
};
