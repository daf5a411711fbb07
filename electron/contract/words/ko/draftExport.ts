import type {
  ExportFormat,
  ExportRemarkCode,
  ReadBackProblemCode,
} from '../../../domain/draft/export/codes.ts';

export const draftFormat: Record<ExportFormat, string> = {
  terraform: 'Terraform',
  cloudformation: 'CloudFormation',
  'identity-center': 'Identity Center용 AWS CLI 입력',
  adfs: 'AD FS 클레임 규칙',
  ldif: '그룹용 LDIF',
  csv: '모든 변경의 CSV',
};

/** What is said of a change in an export. */
export const draftExportRemark: Record<ExportRemarkCode, string> = {
  doesNotFit: '제외: 읽은 내용과 맞지 않거나 아무것도 바꾸지 않습니다.',
  overtaken: '같은 대상의 다른 변경에 포함되어 따로 쓰지 않습니다.',
  otherFormat: '제외: 이 형식에서 다루지 않는 변경입니다.',
  cannotRemove: '제외: 이 형식은 직접 만들지 않은 것을 제거하지 않습니다.',
  cannotEdit: '제외: 이 형식은 직접 만들지 않은 것을 바꾸지 않습니다.',
  principalNotRead: '제외: 가리키는 대상을 읽지 않았습니다.',
  roleNotRead: '제외: 역할을 읽지 않았습니다({arn}).',
  permissionSetNotRead: '제외: 권한 세트를 읽지 않았습니다.',
  dynamicReference: '제외: 그 안의 텍스트를 CloudFormation이 비밀을 가리키는 동적 참조로 풉니다.',
  storeIdLookedUp: '적용할 때 ID 저장소에서 이름을 찾으므로 그때까지 있어야 합니다({name}).',
  storeIdAsked: '적용할 때 ID 저장소의 ID를 묻습니다({name}).',
  imported: '이미 있는 것을 먼저 가져온 다음 바꿉니다.',
  templateLimit: 'CloudFormation 템플릿 하나의 한도보다 큽니다({file}).',
};

/** Why a file was not read back. */
export const draftReadBack: Record<ReadBackProblemCode | 'tooMany', string> = {
  notJson: 'JSON 파일이 아닙니다.',
  notLdif: 'LDIF 파일이 아닙니다.',
  notCsv: 'CSV 파일이 아닙니다.',
  notOurs: '초안에서 내보낸 파일이 아닙니다.',
  missing: '변경에 필요한 내용이 없습니다.',
  unknownReference: '파일에 없는 것을 참조합니다.',
  sidMissing: '어떤 SID를 뜻하는지 적혀 있지 않습니다.',
  tooMany: '초안에는 변경이 최대 1,000개까지 들어갑니다.',
};
