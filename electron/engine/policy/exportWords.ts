/** Headings of exported files of the policy place. */
export const headings = {
  en: {
    answer: 'Who is allowed, and why', services: 'What can be done, by service', actions: 'What can be done, by action', difference: 'What one may do and the other may not', lint: 'What a policy gets wrong', passRole: 'Roles that can be handed to services', chain: 'Roles that can be taken one after the other', decoded: 'A decoded authorization message',
    subject: 'Subject', account: 'Account', readAt: 'Read', request: 'Request', action: 'Action', resource: 'Resource', principal: 'Principal', context: 'Context', decision: 'Decision', conditions: 'Conditions', gaps: 'Not known', set: 'Policies', level: 'Level', outcome: 'Outcome', document: 'Document', statement: 'Statement', sid: 'Sid', effect: 'Effect', matched: 'Matched', failed: 'Fails by', service: 'Service', name: 'Name', total: 'Actions', accessLevel: 'Access level', reach: 'Reach', resources: 'Resources', keys: 'Condition keys', change: 'Change', a: 'A', b: 'B', code: 'Code', severity: 'Severity', path: 'Path', sentence: 'Sentence', role: 'Role', handed: 'Handing', trusted: 'Trust', way: 'Way', yields: 'What it yields', more: 'More than the subject', depth: 'Depth', whole: 'Whole chain', end: 'End', aws: 'AWS says', engine: 'The policies of the workspace say', key: 'Key', values: 'Values', catalogDate: 'Service data of', shortened: 'Shortened', 
  },
  ko: {
    answer: '누가 왜 허용되는가', services: '서비스별로 할 수 있는 것', actions: '작업별로 할 수 있는 것', difference: '한쪽만 할 수 있는 것', lint: '정책의 문제점', passRole: '서비스에 넘길 수 있는 역할', chain: '이어서 맡을 수 있는 역할', decoded: '디코딩된 권한 부여 메시지',
    subject: '대상', account: '계정', readAt: '읽은 시각', request: '요청', action: '작업', resource: '리소스', principal: '주체', context: '컨텍스트', decision: '결정', conditions: '조건', gaps: '알 수 없는 것', set: '정책', level: '단계', outcome: '결과', document: '문서', statement: '문장', sid: 'Sid', effect: '효과', matched: '일치', failed: '맞지 않은 부분', service: '서비스', name: '이름', total: '작업 수', accessLevel: '액세스 수준', reach: '범위', resources: '리소스', keys: '조건 키', change: '변화', a: 'A', b: 'B', code: '코드', severity: '심각도', path: '경로', sentence: '설명', role: '역할', handed: '넘기기', trusted: '신뢰', way: '방법', yields: '얻는 것', more: '대상보다 넓은 권한', depth: '깊이', whole: '전체 사슬', end: '끝', aws: 'AWS의 답', engine: '작업 공간의 정책으로 본 답', key: '키', values: '값', catalogDate: '서비스 데이터 기준일', shortened: '줄임',
  },
} as const; // prettier-ignore
export type Heading = keyof (typeof headings)['en'];

/** How far a right goes, and how two differ. */
export const codes = {
  en: {
    all: 'On all resources', some: 'On some resources', conditional: 'Under conditions', someConditional: 'On some resources, under conditions', denied: 'Denied', none: 'Not allowed',
    gained: 'B has it, A has not', lost: 'A has it, B has not', wider: 'B goes further', narrower: 'B goes less far', otherwise: 'Other resources or conditions',
  },
  ko: {
    all: '모든 리소스', some: '일부 리소스', conditional: '조건부', someConditional: '일부 리소스, 조건부', denied: '거부', none: '허용되지 않음',
    gained: 'B에만 있음', lost: 'A에만 있음', wider: 'B가 더 넓음', narrower: 'B가 더 좁음', otherwise: '리소스나 조건이 다름',
  },
} as const; // prettier-ignore
