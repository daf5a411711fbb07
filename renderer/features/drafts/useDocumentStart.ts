/** Where the editing of a document begins: as it was read. */
import { watch } from 'vue';
import type { ShallowRef } from 'vue';
import { api } from '../../app/client.ts';
import type { Form } from './changeForm.ts';

type Documents = Awaited<ReturnType<typeof api.drafts.documents>>;

/** `documents`: of the role or policy that the form names, found here. */
export function useDocumentStart(form: Form, isNew: boolean, documents: ShallowRef<Documents | null>) {
  /** What was read is where editing begins; what somebody typed stays. */
  let begun = isNew ? '' : form.document;
  function begin(text: string) {
    if (form.document !== begun) return;
    form.document = text;
    begun = text;
  }
  const written = (value: unknown): string =>
    typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  watch(
    () => [form.kind, form.roleArn.trim(), form.policyArn.trim(), form.policyName.trim()] as const,
    async ([kind, roleArn, policyArn, name], before) => {
      const arn = kind === 'editManagedPolicy' ? policyArn : roleArn;
      if (!arn.startsWith('arn:')) return;
      documents.value = await api.drafts.documents({ arn });
      const { trust, managed, inline: own } = documents.value;
      if (before === undefined && !isNew) return;
      if (kind === 'editTrust' && trust !== null) begin(written(trust));
      if (kind === 'editManagedPolicy' && managed !== null) begin(written(managed));
      const found = own.find((one) => one.name === name);
      if (kind === 'editInlinePolicy' && found) begin(written(found.document));
    },
    { immediate: true },
  );
  watch(
    () => (form.kind === 'editRules' ? form.rules : ''),
    async (key, before) => {
      if (key === '' || (before === undefined && !isNew)) return;
      const [source, ...name] = key.split(' ');
      const { text } = await api.drafts.rules({ sourceId: Number(source), document: name.join(' ') });
      if (text !== null) begin(text);
    },
  );
  watch(
    () => form.kind,
    () => {
      form.document = '';
      begun = '';
    },
  );
}
