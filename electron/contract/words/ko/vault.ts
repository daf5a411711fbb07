import type { VaultState } from '../../sessions/vault.ts';

export const vault: Record<VaultState['reason'] | VaultState['tier'], string> = {
  ready: '이 시스템의 키체인이 비밀번호와 세션 비밀을 보관합니다.',
  absent:
    '이 컴퓨터에서 응답하는 키체인이 없어 비밀을 메모리에만 둡니다. Treeline을 닫으면 사라집니다. 보관하려면 키체인(GNOME Keyring, KWallet 등 Secret Service)을 설치하거나 시작하십시오.',
  locked:
    '키체인이 잠겨 있거나 아직 만들어지지 않았습니다. 키체인 프로그램에서 잠금을 풀거나, 저장할 때 나타나는 질문 창에 답하십시오.',
  blocked:
    '키체인이 응답하지 않습니다. 다른 화면에 질문 창이 떠 있을 수 있으니 답하거나 닫은 뒤 다시 확인하십시오.',
  denied:
    '키체인이 응답하지만 Treeline의 접근을 거부합니다. 키체인 주인의 계정으로 Treeline을 실행하거나 키체인 프로그램에서 접근을 허용한 뒤 다시 확인하십시오.',
  failed: '키체인을 시험했을 때 오류가 났습니다. 키체인 프로그램에서 상태를 본 뒤 다시 확인하십시오.',
  'os-keychain': '시스템 키체인에 있습니다',
  memory: 'Treeline을 닫을 때까지 메모리에 있습니다',
};
