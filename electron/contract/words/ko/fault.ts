import type { FaultCode } from '../../faults.ts';
import { prefixed } from '../../prefixed.ts';
import { awsCommandRefusal, awsEditRefusal } from './awsConfig.ts';

/** 무엇이 잘못되었고 다음에 무엇을 할지. 변수 뒤에 조사를 붙이지 않습니다. */
export const fault: Record<FaultCode, string> = {
  'usage.notBuilt':
    '아직 만들어지지 않은 명령입니다: {name}. 지금 쓸 수 있는 명령은 `treeline --help`에서 볼 수 있습니다.',
  'usage.invalid': '{detail} `treeline --help`를 참고하십시오.',

  'ldap.hostUnknown':
    '호스트 주소를 찾지 못했습니다: {host}. 철자를 확인하거나 이 컴퓨터가 해당 도메인을 아는 DNS 서버를 쓰는지 확인하십시오.',
  'ldap.srvNotFound':
    'DNS에 도메인 컨트롤러가 없습니다: {domain}. 도메인 이름과 이 컴퓨터의 DNS 서버를 확인하거나 호스트를 직접 지정하십시오.',
  'ldap.closedPort':
    '연결이 거부되었습니다: {host}, 포트 {port}. 포트(LDAPS 636, StartTLS 389)와 방화벽을 확인하십시오.',
  'ldap.unreachable':
    '서버에 닿을 수 없습니다: {host}:{port} ({detail}). 네트워크, VPN, 방화벽을 확인하십시오.',
  'ldap.noAnswer':
    '{seconds}초 안에 응답이 없습니다: {host}:{port}. 다른 도메인 컨트롤러를 쓰거나 프로필의 제한 시간을 늘리십시오.',
  'ldap.notLdap':
    '응답이 LDAP 형식이 아닙니다: {host}:{port}. 디렉터리 서버의 포트인지, 636에는 LDAPS, 389에는 StartTLS를 골랐는지 확인하십시오.',
  'ldap.connectionLost':
    '연결이 끊어졌습니다: {host}:{port}. 다시 읽으십시오. 읽던 내용은 완료로 저장되지 않았습니다.',
  'ldap.plainPassword':
    '암호화되지 않은 연결로는 암호를 보내지 않습니다: {host}:{port}. LDAPS나 StartTLS를 쓰십시오. 도메인에 서버 인증서가 없으면 `ldifde` 또는 `ldapsearch -Y GSSAPI`로 만든 파일을 가져오십시오.',
  'ldap.emptyPassword':
    '암호가 비어 있습니다. 디렉터리는 이를 익명 로그인으로 여기므로 보내지 않았습니다. 암호를 입력하십시오.',
  'ldap.passwordMissing':
    '저장된 암호가 없습니다: "{name}". 다시 입력하십시오. 호스트, 포트, 인증서 신뢰가 바뀌면 암호를 새로 묻습니다.',
  'ldap.signingRequired':
    '암호화된 연결에서만 로그인할 수 있습니다: {host}:{port}. LDAPS나 StartTLS를 고르십시오.',
  'ldap.startTlsRefused':
    'StartTLS를 제공하지 않는 서버입니다: {host}:{port}. 포트 636의 LDAPS를 쓰거나 서버 인증서를 설치하십시오.',
  'ldap.wrongPassword':
    '사용자 이름이나 암호가 틀립니다: {user}. 둘 다 확인하십시오. 여러 번 틀리면 계정이 잠길 수 있습니다.',
  'ldap.noSuchUser':
    '디렉터리에 없는 사용자입니다: {user}. 이름@도메인, DOMAIN\\이름 또는 고유 이름(DN)을 쓰십시오.',
  'ldap.accountRestriction':
    '계정 제한 때문에 로그인할 수 없습니다: {user}. 도메인 관리자에게 계정 정책 확인을 요청하십시오.',
  'ldap.logonHours':
    '지금은 로그인이 허용된 시간이 아닙니다: {user}. 허용된 시간에 다시 하거나 다른 계정을 쓰십시오.',
  'ldap.workstation':
    '이 컴퓨터에서는 로그인할 수 없는 계정입니다: {user}. 컴퓨터 제한이 없는 계정을 쓰십시오.',
  'ldap.passwordExpired':
    '암호가 만료되었습니다: {user}. 암호를 바꾼 뒤(Treeline은 바꾸지 않습니다) 다시 연결하십시오.',
  'ldap.accountDisabled': '사용이 중지된 계정입니다: {user}. 계정을 활성화하거나 다른 계정을 쓰십시오.',
  'ldap.accountExpired': '만료된 계정입니다: {user}. 기한을 늘리거나 다른 계정을 쓰십시오.',
  'ldap.mustChangePassword':
    '로그인 전에 암호를 바꿔야 합니다: {user}. 다른 곳에서 암호를 바꾼 뒤 다시 연결하십시오.',
  'ldap.accountLocked': '잠긴 계정입니다: {user}. 잠금을 풀거나 잠금이 끝날 때까지 기다리십시오.',
  'ldap.bindRefused': '서버가 로그인을 거부했습니다: {user} ({detail}). 이름과 계정을 확인하십시오.',
  'ldap.noSuchObject':
    '개체가 없습니다: {dn}. 옮겨지거나 삭제되었거나 읽을 수 없는 개체일 수 있습니다. 상위 개체를 다시 읽으십시오.',
  'ldap.invalidDn': '고유 이름(DN)이 아닙니다: {dn}. OU=Users,DC=corp,DC=example,DC=com 형식으로 쓰십시오.',
  'ldap.insufficientAccess':
    '이 계정으로 읽을 수 없습니다: {dn}. 권한이 있는 계정으로 로그인하거나 제외하십시오.',
  'ldap.busy':
    '서버가 바빠서 응답하지 못합니다: {host}:{port}. 잠시 기다리거나 다른 도메인 컨트롤러를 쓰십시오.',
  'ldap.timeLimit': '서버의 제한 시간 때문에 검색이 멈췄습니다: {dn}. 검색 기준이나 필터를 좁히십시오.',
  'ldap.sizeLimit':
    '서버의 크기 제한 때문에 응답이 잘렸습니다: {dn}. 페이지 크기를 줄이거나 필터를 좁히십시오.',
  'ldap.referral': '다른 서버에 있는 개체입니다: {dn}. 해당 도메인의 도메인 컨트롤러에 연결하십시오.',
  'ldap.serverError':
    '서버가 LDAP 결과 {code} 코드로 응답했습니다: {host}:{port} ({detail}). 세부 정보를 디렉터리 관리자에게 전달하십시오.',

  'tls.expired':
    '만료된 인증서입니다: {host}:{port} ({subject}), 만료일 {validTo}. 서버에서 갱신하거나 지문을 확인한 뒤 고정하십시오: {fingerprint256}.',
  'tls.notYetValid':
    '아직 유효하지 않은 인증서입니다: {host}:{port} ({subject}), 시작일 {validFrom}, 지문 {fingerprint256}. 이 컴퓨터의 시계나 인증서를 확인하십시오.',
  'tls.wrongName':
    '인증서의 이름이 다릅니다: {host}:{port} ({subject}), 인증서의 이름 {names}. 그 이름으로 연결하거나 프로필에 서버 이름을 지정하거나 지문을 고정하십시오: {fingerprint256}.',
  'tls.untrusted':
    '이 컴퓨터가 신뢰하지 않는 인증 기관의 인증서입니다: {host}:{port} ({subject}), 발급자 {issuer}. CA 파일을 지정하거나 지문을 확인한 뒤 고정하십시오: {fingerprint256}.',
  'tls.pinMismatch':
    '고정한 것과 다른 인증서입니다: {host}:{port}, 지금 {fingerprint256}, 고정된 지문 {expected}. 갱신된 것이면 확인하고 새로 고정하십시오. 아니면 로그인하지 마십시오.',
  'tls.failed':
    '암호화된 연결을 만들지 못했습니다: {host}:{port} ({detail}). 포트와 서버의 TLS 설정을 확인하십시오.',
  'tls.caUnreadable':
    '읽을 수 있는 인증서가 없는 파일입니다: {name}. 인증 기관의 인증서가 든 PEM 파일을 지정하십시오.',

  'aws.accessDenied':
    'AWS에서 호출 권한이 없다고 답했습니다: {service}:{operation} ({detail}). 정책에 작업을 추가하십시오. 그대로 진행하면 "읽을 수 없음"으로 표시됩니다.',
  'aws.throttled':
    'AWS가 요청 속도를 계속 제한합니다: {service}:{operation} ({detail}). 잠시 뒤 다시 읽으십시오.',
  'aws.clockSkew':
    '이 컴퓨터의 시계가 맞지 않아 AWS가 거부했습니다: {service}:{operation} ({detail}). 시계를 맞추고 다시 읽으십시오.',
  'aws.credentialsMissing':
    'AWS 자격 증명이 없습니다 ({detail}). 프로필을 지정하거나 `aws sso login`으로 로그인하거나 환경 변수를 설정하십시오.',
  'aws.credentialsInvalid':
    'AWS가 자격 증명을 받아들이지 않습니다: {service}:{operation} ({detail}). 액세스 키를 확인하거나 다시 로그인하십시오.',
  'aws.credentialsExpired':
    'AWS 자격 증명이 만료되었습니다: {service}:{operation} ({detail}). 다시 로그인한 뒤 읽으십시오.',
  'aws.unreachable':
    'AWS 엔드포인트에 닿을 수 없습니다: {service}:{operation} ({detail}). 리전, 네트워크, AWS_ENDPOINT_URL을 확인하십시오.',
  'aws.noAnswer':
    'AWS가 제한 시간 안에 응답하지 않았습니다: {service}:{operation} ({detail}). 네트워크를 확인하고 다시 읽으십시오.',
  'aws.malformedAnswer':
    '이해할 수 없는 응답입니다: {service}:{operation} ({detail}). 엔드포인트가 AWS인지, 프록시가 응답을 바꾸지 않는지 확인하십시오.',
  'aws.blockedOperation':
    '읽기 작업 목록에 없어서 보내지 않았습니다: {service}:{operation} ({detail}). Treeline의 오류이니 알려 주십시오.',
  'aws.serviceError':
    'AWS가 오류로 응답했습니다: {service}:{operation} ({detail}). 다시 읽고, 계속되면 세부 정보를 복사하십시오.',
  'aws.directoryDataDisabled':
    '{directoryId} 디렉터리의 데이터 액세스가 꺼져 있어 Directory Service Data API로 읽을 수 없습니다. 디렉터리의 기본 리전에서 켜 달라고 요청하거나(EnableDirectoryDataAccess) LDAP 또는 파일로 읽으십시오.',
  'aws.directoryDataRefused':
    'Directory Service Data API로 {directoryId} 디렉터리를 읽을 수 없습니다. 사유: {reason}. {detail}',
  'sts.accessDenied':
    'AWS가 역할을 맡지 못하게 했습니다: {roleArn} ({detail}). 역할의 신뢰 정책, 호출자의 정책, 외부 ID나 MFA 같은 조건을 차례로 확인하십시오.',
  'sts.invalidRequest':
    'AWS가 요청을 받아들이지 않았습니다 ({detail}). 시간, 이름, ARN, 태그를 확인하십시오.',
  'sts.policyTooLarge':
    '세션 정책과 태그의 합이 너무 큽니다 ({detail}). 태그를 줄이거나 정책을 ARN으로 지정하십시오.',
  'sts.regionDisabled':
    '해당 계정에서 STS가 꺼진 리전입니다: {region}. 다른 리전을 고르거나 켜 달라고 요청하십시오.',
  'sts.messageInvalid':
    'AWS가 인코딩된 권한 부여 메시지로 받아들이지 않습니다. 메시지가 잘렸거나 바뀌었거나, 만료되었거나, 다른 파티션의 것입니다. 최근 거부에서 나온 메시지 전체를 붙여 넣으십시오.',
  'sts.sourceRefused':
    '프로필이 자체 자격 증명을 얻지 못했습니다: {profile}. 도중에 맡는 역할을 AWS가 거부했습니다 ({detail}). `aws sts get-caller-identity` 등으로 그 프로필부터 확인하십시오.',
  'sts.reservedRole':
    'IAM Identity Center의 역할이라서 포털에서만 세션을 받을 수 있습니다: {roleArn}. 포털에 로그인해 그 역할을 선택하십시오.',
  'sts.rootRefused':
    'AWS는 루트 사용자의 요청을 받지 않습니다: {operation}. IAM 사용자의 키나 다른 세션을 사용하십시오.',
  'sts.longTermKeysNeeded':
    'IAM 사용자의 장기 액세스 키만 쓸 수 있는 작업인데 임시 키입니다: {operation}. 사용자의 프로필이나 액세스 키를 고르거나 역할을 맡으십시오.',
  'sts.mfaMissing': 'MFA 디바이스의 코드가 필요합니다: {serial}. 지금 표시된 여섯 자리 숫자를 입력하십시오.',
  'sts.mfaCodeInvalid':
    'AWS가 MFA 코드를 받아들이지 않습니다: {serial}. 잘못 입력했거나 오래되었거나 이미 쓴 코드입니다. 다음 코드를 기다렸다가 여섯 자리 숫자를 입력하십시오.',
  'sts.mfaDeviceInvalid':
    'AWS가 이 MFA 디바이스의 코드를 확인할 수 없습니다: {serial}. 일련 번호나 ARN이 맞는지, 키를 가진 사용자의 디바이스인지 확인하십시오.',
  'sts.malformedPolicy':
    'AWS가 세션 정책을 읽을 수 없습니다 ({detail}). 정책을 고치십시오. 정책 화면에서 보내기 전에 검토할 수 있습니다.',
  'sts.durationTooLong':
    '역할이 허용하지 않는 시간입니다: {roleArn}, {seconds}초. 더 짧게 요청하거나 역할의 최대 세션 시간을 늘려 달라고 요청하십시오.',
  'sts.chainTooLong':
    '다른 역할의 세션으로 맡는 역할의 세션은 최대 한 시간입니다: {roleArn}. 3600초 이하로 요청하거나 사용자의 키로 역할을 맡으십시오.',
  'sts.sessionNameInvalid':
    'AWS가 세션 이름을 받아들이지 않습니다 ({detail}). 공백 없이 문자, 숫자, _+=,.@- 2~64자를 사용하십시오.',
  'sts.samlExpired':
    'SAML 응답이 너무 오래되었습니다 ({detail}). AWS는 발급 후 5분 안의 응답만 받습니다. 자격 증명 공급자에 다시 로그인하십시오.',
  'sts.samlInvalid':
    'AWS가 SAML 응답을 받아들이지 않습니다 ({detail}). IAM의 SAML 공급자에 현재 메타데이터가 있는지, 응답에 이 역할과 공급자가 있는지 확인하십시오.',
  'sts.webIdentityExpired':
    '웹 자격 증명 토큰이 만료되었습니다 ({detail}). 발급자에게서 새 토큰을 받으십시오.',
  'sts.webIdentityInvalid':
    'AWS가 웹 자격 증명 토큰을 받아들이지 않습니다 ({detail}). 역할의 계정에 발급자의 OIDC 공급자가 있고 토큰의 대상(aud)이 등록되어 있는지 확인하십시오.',
  'sts.idpRejected':
    '자격 증명 공급자가 로그인을 거부했습니다 ({detail}). 그곳에 다시 로그인하고, 계속되면 관리자에게 문의하십시오.',
  'sts.idpUnreachable':
    'AWS가 토큰을 확인하려고 했으나 자격 증명 공급자에 닿지 못했습니다 ({detail}). 다시 시도하십시오. 계속되면 공개 키를 인터넷에서 읽을 수 없는 것입니다.',
  'sts.clockOff':
    '시계가 맞지 않아 AWS가 거부했습니다. 이 컴퓨터: {here}, AWS: {aws}. 시계를 맞추고 다시 시도하십시오.',
  'sts.noConsole':
    'GetSessionToken의 세션으로는 콘솔에 로그인할 수 없습니다. 이 세션으로 역할을 맡아 그 세션으로 콘솔을 여십시오.',
  'sts.consoleRefused':
    'AWS가 이 세션의 콘솔 로그인을 거부했습니다 ({detail}). 세션을 갱신하고 다시 시도하십시오.',

  'portal.notFound': '포털 "{name}"이(가) 더 이상 Treeline에 없습니다. 다시 추가하세요.',
  'portal.signInNeeded': '포털 "{name}"의 로그인이 끝났습니다. 그곳에서 다시 로그인하세요.',
  'awsFiles.unreadable':
    'AWS 구성 파일을 읽을 수 없습니다: {name} ({detail}). 파일의 권한이나 파일을 가리키는 변수를 확인하십시오.',
  'awsFiles.notWritable':
    'AWS 구성 파일에 쓸 수 없어 바꾸지 않았습니다: {name} ({detail}). 파일과 폴더의 권한을 확인하거나 AWS_CONFIG_FILE로 다른 파일을 고르십시오.',
  'awsFiles.notUtf8':
    'AWS 구성 파일이 UTF-8이 아니어서 바꾸지 않았습니다: {name}. UTF-8로 저장한 뒤 다시 시도하십시오.',
  'awsFiles.changed':
    '화면에 표시된 뒤 AWS 구성 파일이 바뀌어 손대지 않았습니다: {name}. 바뀔 내용을 다시 확인하십시오.',
  'awsFiles.noKeys': '프로필 {profile}에는 키체인으로 옮길 수 있는 장기 액세스 키가 없습니다.',
  ...prefixed('awsFiles', awsEditRefusal),
  ...prefixed('awsCommand', awsCommandRefusal),

  'saml.responseGone':
    'Treeline이 그 SAML 응답을 더 이상 갖고 있지 않습니다. 응답은 몇 분 동안만 보관되고 한 번만 쓰입니다. 다시 로그인하세요.',
  'saml.unreadable':
    '읽을 수 있는 SAML 응답이 아닙니다: {detail}. 로그인 페이지가 보낸 SAMLResponse 값 전체를 base64 그대로 붙여 넣으세요.',
  'saml.providerNotFound': 'ID 공급자 "{name}"이(가) 더 이상 Treeline에 없습니다. 다시 추가하세요.',
  'portal.startUrlInvalid':
    '이 리전의 Identity Center에 없는 시작 URL입니다: {startUrl} ({region}). URL(예: https://d-1234567890.awsapps.com/start)과 Identity Center의 리전을 확인하십시오.',
  'portal.signInExpired': '로그인을 제시간에 마치지 못했습니다. 다시 시작해 브라우저에서 확인하십시오.',
  'portal.signInDenied': '브라우저에서 로그인을 거절했습니다. 의도한 것이 아니면 다시 시작하십시오.',
  'portal.signInFailed': '포털이 로그인을 끝냈습니다 ({detail}). 다시 시작하십시오.',
  'portal.noListener': '이 컴퓨터에서 브라우저의 응답을 받을 수 없습니다 ({detail}). 코드로 로그인하십시오.',
  'portal.clientExpired': '포털에 Treeline의 등록이 더 이상 없습니다. 다시 로그인하면 새로 등록됩니다.',
  'portal.tokenExpired': '포털 로그인이 끝났습니다. 다시 로그인하십시오.',
  'portal.accountNotAssigned':
    '포털에서 받을 수 없는 계정입니다: {account}. 권한 세트를 할당하는 담당자에게 문의하거나 다른 사용자로 로그인하십시오.',
  'portal.roleNotAssigned':
    '포털에서 받을 수 없는 역할입니다: {roleName} (계정 {account}). 권한 세트를 할당하는 담당자에게 문의하거나 다른 역할을 고르십시오.',
  'portal.refused':
    '포털이 요청을 받아들이지 않았습니다: {operation} ({detail}). 다시 로그인하고, 계속되면 세부 정보를 복사하십시오.',

  'vault.absent':
    '응답하는 키체인이 없습니다 ({detail}). 비밀은 Treeline을 닫을 때까지 메모리에만 있습니다. 보관하려면 키체인을 설치하거나 시작하십시오.',
  'vault.locked': '키체인이 잠겨 있습니다. 잠금을 풀고(데스크톱 로그인 또는 키체인 프로그램) 다시 하십시오.',
  'vault.denied':
    '키체인이 Treeline의 접근을 거부했습니다 ({detail}). 키체인 주인의 계정으로 Treeline을 실행하거나 키체인 프로그램에서 접근을 허용하고 다시 하십시오.',
  'vault.noAnswer':
    '키체인이 {seconds}초 안에 응답하지 않았습니다. 키체인의 질문 창이 기다리고 있을 수 있으니 답하거나 닫고 다시 하십시오.',
  'vault.itemGone': '키체인에 비밀이 없거나 잠겨 있습니다: "{name}". 다시 입력하거나 다시 받으십시오.',
  'vault.itemDamaged': '키체인의 비밀이 온전하지 않습니다: "{name}". 지우고 다시 입력하거나 다시 받으십시오.',
  'vault.tooLarge':
    '비밀이 키체인에 담기에는 너무 커서 보관하지 않았습니다: "{name}" ({bytes}바이트). 더 작게 받으십시오. 세션이라면 태그를 줄이거나 정책을 짧게 하십시오.',
  'vault.failed':
    '키체인에서 오류가 났습니다 ({detail}). 다시 하고, 계속되면 키체인 프로그램에서 확인하십시오.',

  'workspace.notFound':
    '파일이 없습니다: {name}. 경로를 확인하거나 `treeline sample` 또는 `treeline capture`로 작업 공간을 만드십시오.',
  'workspace.exists': '이미 있는 파일이라 그대로 두었습니다: {name}. 다른 이름을 고르십시오.',
  'workspace.foreign':
    'Treeline 작업 공간이 아닙니다: {name}. 파일은 바뀌지 않았습니다. Treeline으로 만든 .treeline 파일을 고르십시오.',
  'workspace.damaged':
    '손상된 파일이며 바뀌지 않았습니다: {name} ({detail}). 복사본에서 되살리거나 새 작업 공간에 다시 캡처하십시오.',
  'workspace.older':
    '이전 개발 버전의 Treeline이 만든 파일이라 더 이상 읽을 수 없습니다: {name}. 새 작업 공간에 다시 캡처하십시오.',
  'workspace.newer':
    '더 새로운 Treeline이 쓴 파일입니다: {name} (형식 {version}, 이 버전은 {known}까지). Treeline을 업데이트하십시오.',
  'workspace.readOnly':
    '읽기 전용으로 열려 있습니다: {name}. 다른 Treeline에서 닫거나 파일에 쓰기 권한을 준 뒤 다시 여십시오.',
  'workspace.copy':
    '브라우저가 올린 복사본이라 보기만 할 수 있습니다: "{name}". 파일에 쓰려면 그 파일로 Treeline을 시작하십시오: `npm start -- FILE`.',
  'workspace.sample':
    '샘플은 보기 전용입니다. 먼저 자신의 작업 공간을 만드십시오. 이름 뒤의 메뉴에서 "새 작업 공간"을 고르거나, .treeline으로 끝나는 새 파일 이름을 주어 Treeline을 시작하십시오.',
  'workspace.notWritable': '쓸 수 없는 파일입니다: {name} ({detail}). 쓸 수 있는 폴더를 고르십시오.',
  'workspace.diskFull':
    '쓰는 중에 디스크가 가득 찼습니다: {name}. 완료된 내용은 그대로 있습니다. 공간을 만들고 다시 시작하십시오.',
  'workspace.none': '열린 작업 공간이 없습니다. 작업 공간이나 샘플을 여십시오.',
  'handle.unknown': '더 이상 쓸 수 없는 파일입니다. 다시 고르십시오.',
  'snapshot.notFound': '이 작업 공간에 없는 스냅샷입니다: {id}. 지워졌을 수 있으니 소스 목록을 확인하십시오.',
  'snapshot.none':
    '아직 이런 종류의 내용이 없습니다 ({kind}). 포리스트에 연결하거나 AWS를 추가하거나 파일을 가져오십시오.',
  'forest.none':
    'Active Directory가 아니므로 포리스트가 없습니다. Active Directory에서 읽은 소스를 고르십시오.',
  'object.notFound': '이 스냅샷에 없는 개체입니다: {name}. 이름을 확인하거나 다시 캡처하십시오.',
  'user.notFound':
    '맞는 사용자가 없습니다: "{name}". sAMAccountName, 사용자 계정 이름(UPN), SID 또는 고유 이름(DN)을 쓰십시오.',
  'object.ambiguous':
    '여러 개체가 해당합니다: "{name}" → {candidates}. 고유 이름, SID 또는 GUID를 지정하고, 여러 원본에 있으면 원본도 지정하십시오.',
  'object.notExact':
    '이름이 정확히 일치하는 개체가 없습니다: "{name}". 비슷한 개체: {candidates}. 이 가운데 하나를 그대로 지정하십시오.',
  'user.ambiguous':
    '여러 사용자에 해당합니다: "{name}" ({candidates}). 사용자 계정 이름(UPN)이나 고유 이름(DN)을 쓰십시오.',
  'profile.notFound': '연결 프로필이 없습니다: "{name}". 지워졌을 수 있습니다.',
  'session.notFound': '세션이 없습니다: "{name}". 지워졌을 수 있습니다.',
  'session.ambiguous': '이름이 "{name}"인 세션이 여럿입니다: {candidates}. 원하는 세션의 ID를 쓰세요.',
  'session.keyNotFound':
    '액세스 키 "{name}"이(가) 더 이상 Treeline에 없습니다. 다시 추가하거나 다른 소스에서 세션을 받으세요.',
  'session.sourceLoop':
    '세션 "{name}"이(가) 다른 세션을 거쳐 자기 자신을 소스로 삼고 있습니다. 그중 하나를 제거하고 새로 받으세요.',
  'session.busyElsewhere':
    '다른 Treeline이 "{name}" 세션을 받는 중이며 아직 끝나지 않았습니다. 그쪽에 표시된 요청에 답하거나 닫은 뒤 다시 시도하세요.',
  'session.promptUnseen':
    '"{name}"에는 코드나 로그인이 필요하지만 물어볼 Treeline 창이 열려 있지 않습니다. Treeline을 열어 세션을 새로 고치거나 터미널에서 `treeline sessions refresh "{name}"`을(를) 실행하세요.',
  'session.promptDismissed':
    '"{name}"에 대한 요청을 닫았으므로 아무것도 받지 않았습니다. 다시 물어보게 하려면 세션을 새로 고치세요.',
  'session.promptTimedOut':
    '{seconds}초 안에 "{name}"에 대한 요청에 답한 사람이 없습니다. 다시 물어보게 하려면 세션을 새로 고치세요.',
  'session.promptOver': '이 요청은 끝났습니다. 그사이 누군가 답했거나 취소되었습니다.',
  'session.notRefreshed':
    '부탁을 받은 Treeline 창이 "{name}" 세션을 다시 받지 못했습니다. 이유는 그 창의 세션 화면에 나와 있습니다.',
  'job.notFound': '작업이 더 이상 없습니다: "{name}".',
  'import.unreadable':
    '읽을 수 없습니다: {name} ({detail}). 경로와 읽기 권한을 확인하십시오. 아무것도 가져오지 않았습니다.',
  'import.encrypted':
    '암호화된 어설션이라 내용을 읽을 수 없습니다: {name}. 공급자가 암호화하지 않고 보낸 어설션을 캡처하십시오. 아무것도 보관하지 않았습니다.',
  'import.unrecognised':
    '가져올 수 있는 종류가 아닙니다: {name}. LDIF, csvde 또는 Get-ADUser 계열의 CSV, JSON 형식의 GetAccountAuthorizationDetails 응답, AD FS 클레임 규칙을 지정하십시오.',
  'import.truncated':
    '파일이 중간에 끊겼습니다: {name} ({detail}). 다시 내보내십시오. 아무것도 가져오지 않았습니다.',
  'import.invalid':
    '올바르지 않은 파일입니다: {name}, 위치 {path}, {detail}. 고치거나 다시 내보내십시오. 아무것도 가져오지 않았습니다.',
  'ldif.separator':
    '{name}, {line}행: 이름과 값 사이에 콜론이 없습니다. 고치거나 다시 내보내십시오. 아무것도 가져오지 않았습니다.',
  'ldif.name':
    '{name}, {line}행: 콜론 앞에 특성 이름이 없습니다. 고치거나 다시 내보내십시오. 아무것도 가져오지 않았습니다.',
  'ldif.base64':
    '{name}, {line}행: 콜론 두 개 뒤의 값이 base64가 아닙니다. 고치거나 다시 내보내십시오. 아무것도 가져오지 않았습니다.',
  'ldif.utf8':
    '{name}, {line}행: 텍스트가 아닌 바이트입니다. UTF-8로 저장하거나 다시 내보내십시오(영어가 아닌 이름이 있으면 `ldifde -u`). 아무것도 가져오지 않았습니다.',
  'ldif.url':
    '{name}, {line}행: 값이 다른 곳에 있습니다("<"). Treeline은 파일이 가리키는 것을 가져오지 않습니다. 값을 담아 내보내십시오. 아무것도 가져오지 않았습니다.',
  'ldif.dnMissing':
    '{name}, {line}행: 레코드가 "dn:"으로 시작하지 않습니다. 고치거나 다시 내보내십시오. 아무것도 가져오지 않았습니다.',
  'ldif.dnRepeated':
    '{name}, {line}행: 한 레코드에 "dn:"이 두 번 나옵니다. 레코드 사이에 빈 줄을 넣으십시오. 아무것도 가져오지 않았습니다.',
  'ldif.continuation':
    '{name}, {line}행: 공백으로 시작하지만 이어지는 앞줄이 없습니다. 고치거나 다시 내보내십시오. 아무것도 가져오지 않았습니다.',
  'ldif.change':
    '{name}, {line}행: 개체를 설명하지 않고 변경하는 레코드입니다. 변경 목록이 아니라 디렉터리 내보내기 파일을 지정하십시오. 아무것도 가져오지 않았습니다.',
  'ldif.version':
    '{name}, {line}행: LDIF 버전은 1뿐입니다. 고치거나 다시 내보내십시오. 아무것도 가져오지 않았습니다.',
  'ldif.tooLong':
    '{name}, {line}행: 어떤 디렉터리도 허용하지 않을 만큼 긴 값입니다. 다시 내보내십시오. 아무것도 가져오지 않았습니다.',
  'csv.header':
    '{name} {line}행: 제목 행에 이름이 없거나 같은 이름의 열이 있습니다. 다시 내보내십시오. 가져온 것은 없습니다.',
  'csv.syntax':
    '{name} {line}행: CSV 형식이 아닙니다. 따옴표가 없거나 잘못된 위치에 있습니다. 다시 내보내십시오. 가져온 것은 없습니다.',
  'csv.columns':
    '{name} {line}행: 값의 개수가 제목 행의 열 개수와 다릅니다. 다시 내보내십시오. 가져온 것은 없습니다.',
  'csv.dnMissing':
    '{name} {line}행: 고유 이름(DN)이 없습니다. 그 열을 포함해 다시 내보내십시오. 가져온 것은 없습니다.',
  'csv.utf8':
    '{name} {line}행: 텍스트가 아닌 바이트입니다. 유니코드로 다시 내보내십시오(`csvde -u`, `Export-Csv -Encoding UTF8` 또는 스프레드시트의 “CSV UTF-8”). 가져온 것은 없습니다.',
  'csv.tooLong':
    '{name} {line}행: 디렉터리가 허용하는 길이보다 깁니다. 다시 내보내십시오. 가져온 것은 없습니다.',
  'export.notWritable':
    '파일에 쓸 수 없습니다: {name} ({detail}). 다른 위치를 선택하거나 권한을 확인하십시오.',
  'export.diskFull':
    '디스크가 가득 차서 파일을 쓰지 못했습니다: {name}. 공간을 확보하거나 다른 위치를 선택하십시오.',
  'export.notFound':
    '이 내보내기는 더 이상 진행되고 있지 않습니다. 끝났거나 취소되었거나 너무 오래 중단되었습니다. 다시 내보내십시오.',
  'export.tooMany': '이미 진행 중인 내보내기가 {limit}개입니다. 먼저 하나를 끝내거나 취소하십시오.',
  'draft.notFound': '작업 영역에 초안 {id}번이 더 이상 없습니다. 다른 초안을 고르십시오.',
  'compare.notFound': '이 비교 결과는 더 이상 남아 있지 않습니다. 두 디렉터리를 다시 비교하십시오.',
  'audit.nothingJudged':
    '이 검사들로 판단할 수 있는 것이 없습니다. 먼저 디렉터리를 수집하거나 AWS 계정을 읽거나 클레임 규칙을 가져오십시오. --check 옵션으로 다른 검사를 고를 수 있습니다.',
  'review.notFound': '작업 공간에 읽을 수 있는 접근 검토 {id}번이 없습니다.',
  'review.itemNotFound': '검토에 읽을 수 있는 항목 {number}번이 없습니다.',
  'review.signed':
    '검토 “{name}”: 이미 서명되어 더 이상 바꿀 수 없습니다. 이 검토에서 새 검토를 시작하십시오.',
  'review.notSigned':
    '검토 “{name}”: 아직 서명되지 않았습니다. 새 검토는 서명된 검토에만 이어질 수 있습니다.',
  'review.empty':
    '선택한 역할에 도달하는 사람이 없고 읽을 수 없는 것도 없어 검토할 것이 없습니다. 다른 역할을 선택하십시오.',
  'review.tooMany':
    '이 검토의 항목은 {found}개이며, 한 번에 검토할 수 있는 항목은 최대 {limit}개입니다. 역할이나 계정을 줄이십시오.',
  'review.open':
    '결정되지 않은 항목이 {open}개 있습니다. 모두 결정하거나, 남겨 두는 사유를 적고 서명하십시오.',
  'review.saidSince':
    '확인한 뒤 다른 사람이 접근 검토 “{name}”의 항목을 결정하거나 넘겼습니다. 다시 확인한 뒤 결정하십시오.',
  'review.changed':
    '검토 “{name}”: 작업 공간 파일의 내용이 다이제스트와 다르므로 그룹에서 사용자를 제거하는 파일을 만들지 않습니다. 서명된 보고서를 따르십시오.',
  'policy.messageUnreadable':
    '디코딩된 권한 부여 메시지가 아닙니다. {path} 항목이 없거나 AWS가 쓰는 형식이 아닙니다. 인코딩된 메시지나 디코딩된 JSON 전체를 붙여 넣으십시오.',
  'input.invalid': '올바르지 않은 값입니다: {path}, {detail}.',

  'job.cancelled': '취소했습니다. 작업 공간은 이전 그대로입니다.',
  'engine.stopped': '엔진이 멈췄습니다. 다시 시작하십시오. 디스크의 작업 공간은 온전합니다.',
  internal:
    'Treeline의 오류입니다 ({detail}). 완료된 내용은 그대로 있습니다. 세부 정보와 함께 알려 주십시오.',
};
