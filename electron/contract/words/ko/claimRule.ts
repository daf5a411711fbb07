import type { ClaimRuleCode } from '../../claimRuleWords.ts';

export const claimRule: Record<ClaimRuleCode, string> = {
  'severity.error': '오류',
  'severity.security': '보안',
  'severity.warning': '경고',
  'severity.suggestion': '제안',

  character: '클레임 규칙 언어에서 쓰지 않는 문자입니다. 지우십시오.',
  stringNotClosed: '문자열을 닫는 따옴표가 같은 줄에 없습니다. 문자열에는 "와 줄바꿈을 쓸 수 없습니다.',
  typographicQuotes:
    'AD FS는 웹 페이지에서 복사된 둥근 따옴표를 거부합니다. "로 고쳐 쓰십시오. 여기에서는 의도한 대로 읽었습니다.',
  wrapped:
    '규칙을 내보낼 때 콘솔이 이 문자열을 여러 줄로 나누었습니다. 다시 이어 붙였으나, 확실히 하려면 Out-File -Width 4096으로 내보내십시오.',
  commentNotClosed: '주석이 끝나지 않았습니다. 그 뒤의 내용은 모두 제외됩니다.',
  unexpected: '여기에 필요한 것: {expected}. 실제 내용: {found}.',
  unexpectedEnd: '규칙이 도중에 끝났습니다. 필요한 것: {expected}.',
  unknownPart:
    '클레임에 없는 항목입니다: {name}. Type, Value, Issuer, OriginalIssuer, ValueType, Properties["…"]만 쓸 수 있습니다.',
  tooDeep: '함수가 읽을 수 있는 깊이보다 깊게 겹쳐 있습니다.',
  tooMany: '규칙의 조건이 읽을 수 있는 수보다 많습니다.',
  semicolonMissing: '규칙은 세미콜론으로 끝나야 합니다. 여기에 쓰십시오.',
  comment: 'Microsoft의 언어 설명에는 주석이 없습니다. AD FS에서 받아들이는지 시험하거나 주석을 지우십시오.',
  moreProblems: '그 밖의 문제 {count}건은 하나씩 표시하지 않습니다.',
  tooLong: '읽을 수 있는 길이보다 긴 텍스트입니다. 트러스트 하나의 규칙만 제공하십시오.',

  unknownIdentifier:
    '규칙의 어느 조건에도 이 이름의 클레임이 없어 AD FS가 규칙을 거부합니다(POLICY0011): {name}',
  identifierCase: '조건에 쓴 이름과 대소문자가 다릅니다. 똑같이 쓰십시오: {name}',
  identifierTwice: '두 조건이 클레임에 같은 이름을 붙였습니다. 서로 다르게 쓰십시오: {name}',
  identifierLater: '이 조건이나 뒤 조건의 클레임입니다. 비교에는 앞 조건의 클레임만 쓸 수 있습니다: {name}',
  typeMissing: '새 클레임에는 Type이 필요합니다.',
  assignedTwice: '두 번 지정되었습니다. 하나를 지우십시오: {name}',
  unknownFunction: '없는 함수입니다: {name}. 쓸 수 있는 함수는 RegExReplace뿐입니다.',
  functionArguments:
    'RegExReplace에는 텍스트, 패턴, 바꿀 내용의 세 인수가 필요합니다. 현재 인수 수: {given}.',
  typesAndAttributes: '쿼리의 특성마다 유형이 하나씩 필요합니다. 유형 수: {types}, 특성 수: {attributes}.',
  queryParts:
    '쿼리는 세미콜론으로 나눈 세 부분이어야 합니다: 필터(비워 둘 수 있음), 특성, DOMAIN\\user(POLICY3824).',
  queryAttributes: '쿼리의 둘째 부분은 쉼표로 나눈 특성 이름 목록입니다.',
  queryGroupForm:
    '알 수 없는 tokenGroups 형식입니다. domainQualifiedName, longDomainQualifiedName, SID를 쓸 수 있습니다.',
  queryPlaceholder: '쿼리의 매개 변수는 중괄호로 묶은 숫자입니다. 그 밖의 중괄호는 두 번 써야 합니다.',
  queryParameter: '쿼리의 매개 변수가 모자랍니다. 필요한 수: {parameters}, 주어진 수: {given}.',
  queryFilter: '쿼리의 첫째 부분이 여기서부터 LDAP 필터가 아닙니다.',
  queryAccount: '쿼리의 셋째 부분은 DOMAIN\\user 형식의 계정이어야 합니다(POLICY3826).',
  patternRefused: '.NET이 패턴으로 받아들이지 않는 곳입니다. 규칙이 실패합니다.',
  patternNotRun:
    '패턴의 이 부분은 여기에서 실행하지 않습니다({problem}). 규칙의 결과는 알 수 없음으로 표시됩니다.',
  storeNotReadable:
    '여기에서 읽을 수 없는 특성 저장소입니다: {store}. 이 저장소의 클레임은 알 수 없음으로 표시됩니다.',
  typeNeverAdded:
    '앞의 어느 규칙도 이 유형의 클레임을 추가하지 않고 AD FS의 초기 클레임에도 없습니다: {type}. 수락 규칙이 추가하지 않는 한 조건은 성립하지 않습니다.',
  copyAdded: 'add(claim = …)는 아무 효과가 없습니다. 클레임을 보내려면 issue를 쓰십시오.',
  mixedConditions:
    'Microsoft 문서에 따르면 클레임 조건은 EXISTS나 COUNT와 한 규칙에 함께 쓸 수 없습니다. AD FS에서 시험하십시오.',
  roleShape:
    'AWS는 역할 ARN과 공급자 ARN을 쉼표로 이은 Role 클레임만 받습니다. 이 값은 그렇게 될 수 없습니다.',
  providerFixed:
    '그룹 이름의 계정과 관계없이 공급자의 계정이 고정되어 있습니다: {account}. AWS는 다른 계정의 공급자를 쓴 역할을 거부합니다.',
  patternUnanchored:
    '패턴이 그룹 이름의 어느 곳에나 맞으므로 어떤 접두사의 그룹도 통과합니다. ^로 시작하십시오.',
  patternLoose:
    '그룹 이름에 몇 글자만 있으면 통과합니다: {pattern}. 그룹을 만들 수 있는 사람이면 누구나 통과합니다. ^로 시작하고 이름 전체를 비교하십시오.',
  classForDigits: '[^d]는 글자 d를 뺀 모든 문자입니다. 숫자는 \\d로 쓰십시오.',
  replaceCase:
    '조건은 대소문자를 가리지 않으나 이 패턴은 가립니다. 대소문자가 다른 그룹은 통과하지만 값이 바뀌지 않습니다. (?i)로 시작하십시오.',
  replaceUnanchored: '맞은 곳 앞의 내용이 값에 남고, 뒤에서 다시 맞는 곳도 바뀝니다. ^로 시작하십시오.',

  'open.ruleUnreadable': '규칙을 읽을 수 없습니다.',
  'open.ruleRefused': 'AD FS가 규칙을 거부합니다.',
  'open.pattern': '여기에서 실행할 수 없는 패턴입니다({detail}).',
  'open.storeUnknown': '여기에서 읽을 수 없는 특성 저장소입니다: {detail}.',
  'open.storeNotReadable': '디렉터리가 응답하지 않았습니다: {detail}.',
  'open.attributeNotReadable': '알 수 없는 특성이 있습니다: {detail}.',
  'open.queryParts': '쿼리의 세 부분이 갖추어지지 않았습니다: {detail}.',
  'open.queryAttributes': '쿼리에 특성 이름이 없습니다: {detail}.',
  'open.queryGroupForm': '알 수 없는 형식의 tokenGroups를 요청합니다: {detail}.',
  'open.queryPlaceholder': '쿼리에 매개 변수가 아닌 중괄호가 있습니다: {detail}.',
  'open.queryParameter': '쿼리의 매개 변수가 모자랍니다: {detail}.',
  'open.queryFilter': '쿼리의 필터가 올바르지 않습니다: {detail}.',
  'open.queryAccount': '쿼리의 계정이 DOMAIN\\user 형식이 아니므로 AD FS 로그인이 오류로 끝납니다: {detail}.',
  'open.typesAndAttributes': '규칙의 유형 수가 특성 수와 다릅니다.',
  'open.tooManyCombinations': '조건에 맞는 클레임 조합이 시험할 수 있는 수보다 많습니다.',
  'open.tooManyClaims': '규칙이 만드는 클레임이 보관할 수 있는 수보다 많습니다.',
  'open.valueTooLong': '값이 AWS가 받는 어설션 전체보다 길어집니다.',
  'open.tooMuchWork': '규칙을 한 번 실행하는 데 허용된 작업량을 넘었습니다.',
  'open.signIn': '로그인하는 방법과 위치에 따라 다릅니다: {detail}.',
  'open.subject': '사용자에 관해 읽지 못한 사실이 있습니다: {detail}.',

  'stage.acceptance': '클레임 공급자의 수락 규칙',
  'stage.authorization': '권한 부여 규칙',
  'stage.issuance': '발급 규칙',
  'stageState.ran': '실행됨',
  'stageState.notGiven': '알 수 없음: 파일에 이 규칙이 없습니다',
  'stageState.notReadable': '읽을 수 없음: 이름만 알려진 액세스 제어 정책입니다',
  'outcome.fired': '실행됨',
  'outcome.idle': '조건이 성립하지 않음',
  'outcome.open': '알 수 없음',
  'outcome.refused': '실행할 수 없음',
  'decision.permit': '허용 클레임이 사용자를 들여보내며, 거부하는 클레임이 없습니다.',
  'decision.deny': '거부 클레임이 사용자를 막습니다. 거부는 모든 허용에 우선합니다.',
  'decision.noPermit': '허용하는 규칙이 없으므로 사용자를 막습니다.',
  'decision.notGiven': '사용자를 들여보내는지 알 수 없습니다. 파일에 권한 부여 규칙이 없습니다.',
  'decision.notReadable': '사용자를 들여보내는지는 이름만 알려진 액세스 제어 정책이 결정합니다.',
  'decision.open': '사용자를 들여보내는지는 알 수 없는 클레임에 달려 있습니다.',
  'form.unqualified': '도메인 없는 이름',
  'form.domainQualified': 'DOMAIN\\이름',
  'form.longDomainQualified': 'domain.example\\이름',
  'form.sid': 'SID',
  'groups.token': '토큰의 그룹: 중첩된 보안 그룹, 기본 그룹 포함',
  'groups.memberOf': '직접 속한 그룹, 기본 그룹 제외',
  'groups.filter': '필터로 찾은 그룹, 배포 그룹 포함, 기본 그룹 제외',
};
