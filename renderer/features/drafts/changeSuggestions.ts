/** What the form of a change offers as somebody types: roles, accounts, sets, directories, and policies of the role that is named. */
import { shallowRef } from 'vue';
import { api } from '../../app/client.ts';
import { t } from '../../app/i18n/index.ts';
import type { DraftChange } from '#domain/draft/change.ts';
import { madeSets } from '#domain/draft/checkChange.ts';
import type { Form } from './changeForm.ts';

export function useSuggestions(form: Form, others: () => readonly DraftChange[]) {
  const offers = shallowRef<Awaited<ReturnType<typeof api.drafts.offers>> | null>(null);
  const rules = shallowRef<readonly { sourceId: number; name: string }[]>([]);
  void api.drafts.offers().then((found) => {
    offers.value = found;
    if (form.instance === '') form.instance = found.instances[0] ?? '';
  });
  void api.drafts.rules().then(({ documents }) => (rules.value = documents));

  const roles = async (text: string) =>
    (await api.access.findRoles({ text, page: { offset: 0, limit: 20 } })).rows
      .filter(({ role }) => role.roleArn !== null)
      .map(({ role }) => ({ value: role.roleArn!, about: role.accountName ?? role.account }));
  const accounts = async (text: string) =>
    (await api.access.findAccounts({ text, page: { offset: 0, limit: 20 } })).rows.map(
      ({ account, accountName }) => ({
        value: account,
        ...(accountName ? { about: accountName } : {}),
      }),
    );
  const fits = (text: string, ...parts: string[]) =>
    parts.join(' ').toLowerCase().includes(text.toLowerCase());
  const sets = (text: string) => [
    ...madeSets(others())
      .filter((name) => fits(text, name))
      .map((value) => ({ value, about: t('drafts.madeHere') })),
    ...(offers.value?.sets ?? [])
      .filter(({ arn, name }) => fits(text, arn, name))
      .slice(0, 30)
      .map(({ arn, name }) => ({ value: arn, about: name })),
  ];
  const directories = (text: string) =>
    (offers.value?.directories ?? [])
      .filter(({ directoryId, region, name }) => fits(text, directoryId, region, name))
      .map(({ directoryId, region, name }) => ({ value: `${directoryId} ${region}`, about: name }));
  const documents = shallowRef<Awaited<ReturnType<typeof api.drafts.documents>> | null>(null);
  const policies = (text: string) =>
    (documents.value?.attached ?? []).filter((arn) => fits(text, arn)).map((value) => ({ value }));
  const inline = (text: string) =>
    (documents.value?.inline ?? [])
      .filter(({ name }) => fits(text, name))
      .map(({ name }) => ({ value: name }));
  return { offers, rules, roles, accounts, sets, directories, documents, policies, inline };
}
