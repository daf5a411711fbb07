import { shallowRef } from 'vue';
import { api } from '../../app/client.ts';
import { copySecret } from '../../app/clipboard.ts';
import { faultText } from '../../app/faultText.ts';
import { t } from '../../app/i18n/index.ts';
import { useStatus } from '../../app/stores/status.ts';
import type { Session } from '#contract/sessions/session.ts';
import { environmentForms, environmentLines } from '#domain/session/copyAs/environment.ts';
import type { EnvironmentForm } from '#domain/session/copyAs/environment.ts';

const key = 'treeline.shell';
/** The shell of this machine's person, until they say another. */
const usual: EnvironmentForm = navigator.platform.startsWith('Win') ? 'powershell' : 'posix';
const shell = shallowRef<EnvironmentForm>(
  environmentForms.find((each) => each === localStorage.getItem(key)) ?? usual,
);

/** The keys of a session as lines for a shell: an explicit reveal that goes to the clipboard alone. */
export function useEnvironment() {
  const status = useStatus();
  async function copyLines(session: Session) {
    try {
      const secret = await api.sessions.reveal({ id: session.id });
      const lines = environmentLines(shell.value, { ...secret, region: session.region });
      if (lines === null) status.tell(t('sessions.use.noLines'));
      else copySecret(lines);
    } catch (fault) {
      status.tell(faultText(fault));
    }
  }
  function choose(form: EnvironmentForm) {
    shell.value = form;
    localStorage.setItem(key, form);
  }
  return { shell, choose, copyLines };
}
