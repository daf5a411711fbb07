import type { ForestCode } from '../../forestWords.ts';

/** What is known of a forest, in words. */
export const forest: Record<ForestCode, string> = {
  'notRead.contextNotCaptured': '읽지 않음: 해당 명명 컨텍스트를 캡처하지 않았습니다',
  'notRead.objectNotRead': '읽지 못함: 없거나 읽을 수 없습니다',
  'notRead.attributeNotRead': '읽지 못함: 개체에 이 특성이 없었습니다',
  'notRead.accessDenied': '읽을 수 없음: 액세스가 거부되었습니다',
  'notRead.heldElsewhere': '읽지 않음: 다른 서버가 보유합니다',
  'notRead.limitReached': '읽지 못함: 서버의 한도에 이르렀습니다',
  'notRead.damaged': '읽을 수 없음: 값이 손상되었습니다',
  'notRead.notActiveDirectory': '해당 없음: Active Directory가 아닙니다',

  'context.domain': '도메인',
  'context.configuration': '구성',
  'context.schema': '스키마',
  'context.application': '응용 프로그램 파티션',
  'context.external': '외부 디렉터리',

  'role.schema': '스키마 마스터',
  'role.naming': '도메인 명명 마스터',
  'role.pdc': 'PDC 에뮬레이터',
  'role.rid': 'RID 마스터',
  'role.infrastructure': '인프라 마스터',

  'subnet.noPrefix': '접두사가 아닌 이름: 길이가 없습니다',
  'subnet.notAnAddress': '접두사가 아닌 이름: 주소가 아닙니다',
  'subnet.prefixTooLong': '접두사가 아닌 이름: 길이가 너무 큽니다',
  'subnet.hostBits': '접두사 뒤의 비트가 설정되어 있습니다',

  'schedule.always': '항상',
  'schedule.own': '자체 일정에 따름',

  'trustedName.suffix': '이름 접미사',
  'trustedName.exclusion': '제외된 접미사',
  'trustedName.domain': '도메인',

  'otherEnd.partnerNotRead': '상대 도메인이 이 작업 공간에 없습니다',
  'otherEnd.noTrust': '상대 도메인에 이 도메인과의 트러스트가 없습니다',
  'otherEnd.found': '상대 도메인에 반대쪽 끝이 있습니다',
  'otherEnd.agrees': '양쪽 끝이 일치합니다',
  'otherEnd.disagrees': '양쪽 끝이 일치하지 않습니다',

  'disagreement.direction': '방향이 서로 맞지 않습니다',
  'disagreement.sid': '상대가 이 도메인의 SID를 다르게 알고 있습니다',
  'disagreement.partnerSid': '상대의 SID로 기록된 값이 실제와 다릅니다',
  'disagreement.netbios': '상대의 NetBIOS 이름으로 기록된 값이 실제와 다릅니다',
  'disagreement.kind': '양쪽 끝의 종류가 다릅니다',
  'disagreement.transitivity': '한쪽 끝만 전이적입니다',

  'direction.disabled': '사용 안 함',
  'direction.inbound': '{partner} → {domain} 신뢰: {domain} 사용자를 {partner} 쪽에서 받아들일 수 있습니다',
  'direction.outbound': '{domain} → {partner} 신뢰: {partner} 사용자를 {domain} 쪽에서 받아들일 수 있습니다',
  'direction.both': '{domain} ↔ {partner} 상호 신뢰',

  'trustKind.intraForest': '포리스트 내부',
  'trustKind.forest': '포리스트 트러스트',
  'trustKind.realm': 'Kerberos 영역 트러스트',
  'trustKind.external': '외부 트러스트',

  'sidFiltering.disabled': 'SID 필터링 없음: 트러스트를 사용하지 않습니다',
  'sidFiltering.partnerDecides': '상대가 결정함: 신뢰하는 쪽이 필터링합니다',
  'sidFiltering.withinForest.none': '포리스트 내부에는 SID 필터링이 없습니다',
  'sidFiltering.withinForest.quarantined': 'SID 필터링 사용: 상대 도메인의 SID만 통과합니다',
  'sidFiltering.forest.byDefault':
    '포리스트 트러스트 규칙에 따라 SID 필터링 사용: 상대 포리스트의 SID만 통과합니다',
  'sidFiltering.forest.relaxed': 'SID 필터링 완화: 외부 트러스트로 취급하여 SID 기록이 통과합니다',
  'sidFiltering.forest.quarantined': 'SID 필터링 강화: 상대의 첫 도메인 SID만 통과합니다',
  'sidFiltering.forest.pim': '권한 있는 액세스 규칙의 SID 필터링: 이 포리스트의 SID가 통과할 수 있습니다',
  'sidFiltering.external.on': 'SID 필터링 사용: 상대 도메인의 SID만 통과합니다',
  'sidFiltering.external.off': 'SID 필터링 사용 안 함: SID 기록이 통과합니다',
  'sidFiltering.realm': '해당 없음: 영역은 SID를 보내지 않습니다',

  'setting.minimumLength': '최소 길이',
  'setting.history': '기억하는 암호 수',
  'setting.complexity': '복잡성 요구',
  'setting.reversibleEncryption': '해독 가능한 암호화로 저장',
  'setting.minimumAge': '최소 사용 기간',
  'setting.maximumAge': '최대 사용 기간',
  'setting.lockoutThreshold': '잠그기까지 틀린 암호 수',
  'setting.lockoutDuration': '잠금 기간',
  'setting.lockoutWindow': '틀린 암호 수를 다시 세기까지의 시간',

  'resultant.user': '사용자에게 연결된 정책',
  'resultant.group': '사용자의 그룹에 연결된 정책',
  'resultant.domain': '도메인 정책: 적용되는 세분화된 정책이 없습니다',

  'deleted.deleted': '삭제됨. 온전히 복원할 수 있습니다',
  'deleted.recycled': '재활용됨. 복원할 수 없습니다',
  'deleted.tombstone': '삭제 표시됨. 대부분의 특성 없이 되살릴 수 있습니다',
  'deleted.unknown': '삭제됨. 휴지통 상태를 읽지 못했습니다',
};
