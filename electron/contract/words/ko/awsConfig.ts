import type {
  CommandRefusal,
  EditRefusal,
  FileProblemCode,
  ImportNote,
  MeaningCode,
} from '../../../domain/session/awsConfig/codes.ts';

/** What is said of a line of the AWS configuration. */
export const awsFileProblem: Record<FileProblemCode, string> = {
  byteOrderMark: '파일이 바이트 순서 표시로 시작하여 AWS CLI가 거부합니다. 표시 없는 UTF-8로 저장하십시오.',
  noHeader: '첫 [섹션]보다 앞에 줄이 있어 AWS CLI가 파일을 거부합니다({line}행). 섹션 아래로 옮기십시오.',
  notASetting:
    '섹션도 아니고 =가 있는 설정도 아닌 줄이 있어 AWS CLI가 파일을 거부합니다({line}행). 고치거나 #로 주석 처리하십시오.',
  duplicateSection:
    '같은 섹션이 두 번 있어 AWS CLI가 파일을 거부합니다({other}행, {line}행). 하나로 합치십시오.',
  duplicateKey: '같은 설정이 두 번 있어 AWS CLI가 파일을 거부합니다({other}행, {line}행). 하나를 지우십시오.',
  nestedNotASetting: '들여쓴 줄에 =가 없어 AWS CLI가 파일을 거부합니다({line}행). 고치십시오.',
  sameProfileTwice:
    '같은 섹션이 다른 표기로 두 번 있습니다({other}행, {line}행). AWS CLI는 뒤의 것을, 다른 도구는 둘 다 사용합니다.',
  inlineComment:
    '공백 뒤에 # 또는 ;가 있습니다({line}행). AWS CLI는 값의 일부로, 다른 도구는 주석으로 읽습니다.',
  colonDelimiter: '콜론이 먼저 나옵니다({line}행). AWS CLI는 거기서, 다른 도구는 =에서 설정 이름을 끊습니다.',
  continued:
    '들여쓴 줄입니다({line}행). AWS CLI는 앞 값의 연속으로({other}행), 다른 도구는 별도의 줄로 읽습니다.',
  defaultsForAll:
    '[DEFAULT] 섹션이 있습니다({line}행). AWS CLI는 그 내용을 모든 섹션에 적용합니다. 기본 프로필은 [default]입니다.',
  headerIgnored:
    '어떤 도구도 읽지 않는 섹션입니다({line}행). config 파일의 프로필은 [profile 이름]으로 씁니다.',
  profilePrefix: 'credentials 파일의 프로필은 [이름]으로 씁니다({line}행). profile이라는 단어를 지우십시오.',
};

/** Why a profile comes to no credentials. */
export const awsProfileProblem: Record<MeaningCode, string> = {
  profileMissing: 'AWS 구성에 프로필이 없습니다({profile}).',
  sourceMissing: '프로필이 자격 증명을 가져올 프로필이 없습니다({profile} → {about}).',
  loop: '프로필의 자격 증명 연결이 순환합니다({profile} → {about}).',
  bothSources: '프로필에 source_profile과 credential_source가 모두 있습니다({profile}). 하나만 남기십시오.',
  noSource:
    '프로필에 역할은 있지만 누가 맡는지 알려 줄 source_profile도 credential_source도 없습니다({profile}).',
  credentialSourceUnknown:
    '프로필의 credential_source를 아는 도구가 없습니다({profile}: {about}). Environment, Ec2InstanceMetadata, EcsContainer 중 하나여야 합니다.',
  keysIncomplete: '프로필의 액세스 키가 반쪽입니다({profile}, 없는 설정: {about}).',
  roleMissing: '프로필에 web_identity_token_file은 있지만 role_arn이 없습니다({profile}).',
  portalIncomplete: '프로필의 IAM Identity Center 설정이 없거나 올바르지 않습니다({profile}: {about}).',
  portalSessionMissing: '프로필이 가리키는 sso-session이 없습니다({profile} → {about}).',
  portalDiffers: '프로필과 sso-session의 설정이 서로 다릅니다({profile}: {about}). 프로필 쪽을 지우십시오.',
  durationNotNumber: '프로필의 duration_seconds가 숫자가 아니어서 무시합니다({profile}).',
  noCredentials: '프로필에 자격 증명이 없고 가져올 곳도 적혀 있지 않습니다({profile}).',
  severalWays: '프로필에 자격 증명을 얻는 방법이 여러 가지 적혀 있고, 도구마다 선택이 다릅니다({profile}).',
};

/** What to know of a profile that is brought over, or why it is not. */
export const awsImportNote: Record<ImportNote, string> = {
  runsProcess: '구성에 적힌 명령이 자격 증명을 제공합니다. 처음 실행하기 전에 보여 드리고 확인을 받습니다.',
  moveKeys: '장기 액세스 키가 파일에 있습니다. 키체인으로 옮길 수 있습니다.',
  chained: '한 역할로 다른 역할을 맡습니다. 이런 세션은 최대 한 시간입니다.',
  sessionNameMade: '프로필에 role_session_name이 없어 프로필 이름으로 만듭니다.',
  regionMade: '프로필에 리전이 없어 항상 사용할 수 있는 리전을 제안합니다.',
  tokenFromFile: '토큰은 다른 프로그램이 갱신하는 파일에 있습니다. Treeline은 매번 토큰을 요청합니다.',
  ownKeys:
    '프로필이 자신의 액세스 키로 역할을 맡습니다. 먼저 키를 키체인으로 옮기고 그 키로 역할을 맡으십시오.',
  managed: 'Treeline이 직접 작성한 프로필입니다.',
  unresolved: '프로필에서 자격 증명을 얻을 수 없습니다.',
  keysOnly: '프로필에 액세스 키만 있고 역할은 없습니다. 세션의 원본으로 쓸 수 있습니다.',
  temporaryKeys: '프로필의 키는 저절로 만료되는 세션의 것입니다.',
  processOnly: '프로필에 명령만 있고 역할은 없습니다. 세션의 원본으로 쓸 수 있습니다.',
  loginOnly: '프로필은 AWS CLI의 로그인입니다. 세션의 원본으로 쓸 수 있습니다.',
  credentialSource:
    '자격 증명이 프로그램이 실행되는 컴퓨터나 환경에서 옵니다. 그것이 이 컴퓨터라고 확신할 수 없습니다.',
};

/** Why the AWS configuration is not written to. */
export const awsEditRefusal: Record<EditRefusal, string> = {
  markersDamaged:
    'Treeline이 작성한 부분을 표시하는 줄이 바뀌었거나 두 번 있습니다. 바로잡거나 그 사이의 줄과 함께 지우십시오.',
  nameNotWritable: '작성할 프로필 이름에는 글자, 숫자, _ . @ + -만 쓸 수 있습니다.',
  commandNotWritable: '모든 도구가 똑같이 읽도록 명령을 적을 수 없습니다.',
  regionNotWritable: '리전 이름이 올바르지 않습니다.',
  sessionNotWritable: '세션 ID를 적을 수 없습니다.',
  nameTaken: 'AWS 구성에 Treeline이 작성하지 않은 같은 이름의 프로필이 있습니다. 다른 이름을 선택하십시오.',
  notManaged: 'Treeline이 작성한 그런 이름의 프로필이 없습니다.',
  meaningWouldChange:
    '파일의 다른 줄이 다른 뜻이 됩니다. Treeline이 작성한 부분 다음 내용 위에 [섹션]을 넣으십시오.',
};

/** Why a command cannot be written into the AWS configuration. */
export const awsCommandRefusal: Record<CommandRefusal, string> = {
  nothing:
    '이 Treeline에는 AWS 도구가 키를 얻으려고 실행할 프로그램이 들어 있지 않습니다. 소스에서 `npx treeline aws-config write` 명령으로 프로필을 작성하십시오.',
  quote: '경로나 인수에 도구마다 다르게 읽는 따옴표가 있습니다. 다른 경로를 사용하십시오.',
  expanded: '경로나 인수에 셸이 다른 것으로 바꾸는 기호가 있습니다. 다른 경로를 사용하십시오.',
  control: '경로나 인수에 제어 문자가 있습니다. 다른 경로를 사용하십시오.',
  comment: '경로나 인수의 공백 뒤에 일부 도구가 주석으로 읽는 # 또는 ;가 있습니다. 다른 경로를 사용하십시오.',
};
