import type { MissingCode } from '../../missing.ts';

/** Why a part of a source is not in its snapshot, in a few words; the place stands beside it. */
export const missing: Record<MissingCode, string> = {
  'aws.accessDenied': '액세스 거부',
  'aws.throttled': 'AWS 요청 제한',
  'aws.clockSkew': '시계 차이가 큼',
  'aws.credentialsInvalid': '잘못된 자격 증명',
  'aws.credentialsExpired': '만료된 자격 증명',
  'aws.unreachable': '연결할 수 없음',
  'aws.noAnswer': '시간 안에 응답 없음',
  'aws.malformedAnswer': '응답을 해석하지 못함',
  'aws.serviceError': '서비스 오류',
  'aws.blockedOperation': '읽기 호출이 아님',
  'ldap.insufficientAccess': '액세스 거부',
  'ldap.referral': '다른 서버가 보유',
  'ldap.noSuchObject': '없거나 읽을 수 없음',
  'ldap.timeLimit': '서버의 시간 제한',
  'ldap.sizeLimit': '서버의 크기 제한',
};
