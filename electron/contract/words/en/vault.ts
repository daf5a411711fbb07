import type { VaultState } from '../../sessions/vault.ts';

/** How the keychain stands (`VaultState.reason`), and where a secret is kept (`VaultState.tier`). */
export const vault: Record<VaultState['reason'] | VaultState['tier'], string> = {
  ready: 'The keychain of this system keeps your passwords and session secrets.',
  absent:
    'No keychain answers on this machine, so secrets are held in memory and are gone when Treeline closes. To keep them, install or start one (GNOME Keyring, KWallet or another Secret Service).',
  locked:
    'The keychain is locked, or has not been set up yet. Unlock it in its own program, or save something and answer the prompt that it shows.',
  blocked:
    'The keychain does not answer. It may be showing a prompt on another screen: answer or close it, then look again.',
  denied:
    'The keychain answers, and does not let Treeline in. Run Treeline as the user whose keychain it is, or allow it in the keychain’s own program, then look again.',
  failed: 'The keychain reported an error when it was tried. Look at it in its own program, then look again.',
  'os-keychain': 'In the system’s keychain',
  memory: 'In memory until Treeline closes',
};
