/** AWS를 읽는 대화 상자의 문구입니다. */
export default {
  aws: {
    accounts: '계정',
    accountsOf: { own: '프로필의 계정', all: '조직의 모든 계정', some: '지정한 계정' },
    accountIds: '계정 ID',
    accountIdsHint: '열두 자리 숫자를 쉼표나 공백으로 구분합니다.',
    allRegions: '켜져 있는 모든 리전',
    chosenRegions: '지정한 리전',
    needAccounts: '계정을 하나 이상 열두 자리 숫자로 입력하십시오.',
    needRegions: '리전을 하나 이상 입력하십시오. 예: eu-central-1',
    needRole: '각 계정에서 맡을 수 있는 역할의 이름을 입력하십시오. 예: OrganizationAccountAccessRole',
    read: '읽기',
    regions: '리전',
    regionsHint: '쉼표나 공백으로 구분합니다.',
    regionsWhich: '읽을 리전',
    resume: '지난번에 끝난 곳부터 계속',
    resumeText: '이미 읽은 계정은 그대로 두고 나머지만 읽습니다.',
    roleHint: '프로필의 계정을 뺀 모든 계정에서 맡습니다. 읽기 권한이면 충분합니다.',
    roleName: '각 계정의 역할',
    started: 'AWS 읽기를 시작했습니다',
    text: '읽기 전용 호출로 디렉터리, IAM, Identity Center, Organizations, 인스턴스를 읽습니다. AWS에서 바꾸는 것은 없습니다.',
  },
};
