/** The fields of each kind of change, and a change out of what was typed. */
import type { DraftChange, DraftChangeKind, PermissionSetRef } from '#domain/draft/change.ts';
import type { Chosen } from './PrincipalField.vue';

export const formFields = [
  'group', 'member', 'principal', 'made', 'parent', 'name', 'samAccountName', 'scope', 'description', 'roleArn', 'policyName',
  'policyArn', 'rules', 'set', 'setName', 'account', 'directory', 'mechanism', 'instance', 'session', 'document',
] as const; // prettier-ignore
export type FormField = (typeof formFields)[number];

export const fieldsOf: Readonly<Record<DraftChangeKind, readonly FormField[]>> = {
  addMember: ['group', 'member'],
  removeMember: ['group', 'member'],
  makeGroup: ['samAccountName', 'name', 'parent', 'scope', 'description'],
  renameGroup: ['group', 'samAccountName'],
  editRules: ['rules', 'document'],
  makeRole: ['roleArn', 'session', 'document'],
  deleteRole: ['roleArn'],
  editTrust: ['roleArn', 'document'],
  editInlinePolicy: ['roleArn', 'policyName', 'document'],
  editManagedPolicy: ['policyArn', 'document'],
  attachPolicy: ['roleArn', 'policyArn'],
  detachPolicy: ['roleArn', 'policyArn'],
  makePermissionSet: ['setName', 'instance', 'session', 'policyArn', 'description'],
  assign: ['set', 'account', 'principal'],
  unassign: ['set', 'account', 'principal'],
  delegate: ['directory', 'roleArn', 'principal'],
  undelegate: ['directory', 'roleArn', 'principal'],
  map: ['principal', 'roleArn', 'mechanism'],
  unmap: ['principal', 'roleArn', 'mechanism'],
};

/** Kinds as a form groups them. */
export const kindGroups = [
  { title: 'directory', kinds: ['addMember', 'removeMember', 'makeGroup', 'renameGroup'] },
  { title: 'roles', kinds: ['deleteRole', 'makeRole', 'editTrust', 'editInlinePolicy', 'editManagedPolicy', 'attachPolicy', 'detachPolicy'] },
  { title: 'identityCenter', kinds: ['assign', 'unassign', 'makePermissionSet'] },
  { title: 'mapping', kinds: ['editRules', 'map', 'unmap', 'delegate', 'undelegate'] },
] as const satisfies readonly { title: string; kinds: readonly DraftChangeKind[] }[]; // prettier-ignore

export interface Form {
  kind: DraftChangeKind;
  group: Chosen | null;
  member: Chosen | null;
  principal: Chosen | null;
  parent: string;
  name: string;
  samAccountName: string;
  scope: 'global' | 'domainLocal' | 'universal';
  description: string;
  roleArn: string;
  policyName: string;
  policyArn: string;
  /** `SOURCE NAME` of a file of claim rules. */
  rules: string;
  /** ARN, or the name of one that the draft makes. */
  set: string;
  setName: string;
  account: string;
  /** `ID REGION`. */
  directory: string;
  mechanism: 'saml' | 'delegation';
  instance: string;
  hours: number;
  document: string;
}

export const emptyForm = (kind: DraftChangeKind): Form => ({
  kind,
  group: null,
  member: null,
  principal: null,
  parent: '',
  name: '',
  samAccountName: '',
  scope: 'global',
  description: '',
  roleArn: '',
  policyName: '',
  policyArn: '',
  rules: '',
  set: '',
  setName: '',
  account: '',
  directory: '',
  mechanism: 'saml',
  instance: '',
  hours: 1,
  document: '',
});

const written = (value: unknown): string => JSON.stringify(value, null, 2);
const setText = (ref: PermissionSetRef): string => ('arn' in ref ? ref.arn : ref.made);

/** The form of a change that is there. */
export function formOf(change: DraftChange): Form {
  const form = emptyForm(change.kind);
  const chosen = (ref: Chosen['ref'], kind: Chosen['kind'] = 'group'): Chosen => ({ ref, kind });
  switch (change.kind) {
    case 'addMember':
    case 'removeMember':
      return { ...form, group: chosen(change.group), member: chosen(change.member) };
    case 'makeGroup': {
      const { parent, name, samAccountName, scope, description } = change;
      return { ...form, parent, name, samAccountName, scope, description: description ?? '' };
    }
    case 'renameGroup':
      return { ...form, group: chosen(change.group), samAccountName: change.samAccountName };
    case 'editRules':
      return { ...form, rules: `${change.sourceId} ${change.document}`, document: change.text };
    case 'makeRole':
      return { ...form, roleArn: change.roleArn, hours: change.maxSessionDuration / 3600, document: written(change.trustPolicy) };
    case 'deleteRole':
      return { ...form, roleArn: change.roleArn };
    case 'editTrust':
      return { ...form, roleArn: change.roleArn, document: written(change.document) };
    case 'editInlinePolicy':
      return { ...form, roleArn: change.roleArn, policyName: change.name, document: change.document === null ? '' : written(change.document) };
    case 'editManagedPolicy':
      return { ...form, policyArn: change.policyArn, document: written(change.document) };
    case 'attachPolicy':
    case 'detachPolicy':
      return { ...form, roleArn: change.roleArn, policyArn: change.policyArn };
    case 'makePermissionSet':
      return { ...form, setName: change.made, instance: change.instanceArn, hours: Number(/\d+/.exec(change.sessionDuration)?.[0] ?? 1), policyArn: change.managedPolicies.join('\n'), description: change.description ?? '' };
    case 'assign':
    case 'unassign':
      return { ...form, set: setText(change.permissionSet), account: change.account, principal: chosen(change.principal, change.principalKind) };
    case 'delegate':
    case 'undelegate':
      return { ...form, directory: `${change.directoryId} ${change.region}`, roleArn: change.roleArn, principal: chosen(change.principal, change.principalKind) };
    case 'map':
    case 'unmap':
      return { ...form, principal: chosen(change.principal), roleArn: change.roleArn, mechanism: change.mechanism };
  }
} // prettier-ignore

/** The field that lacks something, or the change. `before`: what is edited; what no field shows stays as it was. */
export function changeOf(form: Form, before: DraftChange | null): DraftChange | FormField {
  const { kind, group, member, principal } = form;
  const text = (field: Exclude<FormField, 'group' | 'member' | 'principal' | 'session'>): boolean =>
    String((form as unknown as Record<string, unknown>)[field] ?? '').trim() !== '';
  for (const field of fieldsOf[kind]) {
    if (field === 'group' || field === 'member' || field === 'principal') {
      if (form[field] === null) return field;
    } else if (field === 'session' || field === 'description' || field === 'made') continue;
    else if (field === 'document' && kind === 'editInlinePolicy') continue;
    else if (field === 'policyArn' && kind === 'makePermissionSet') continue;
    else if (!text(field)) return field;
  }
  const parsed = (): unknown => {
    try {
      return JSON.parse(form.document) as unknown;
    } catch {
      return undefined;
    }
  };
  const roleArn = form.roleArn.trim();
  const policyArn = form.policyArn.trim();
  const description = form.description.trim() || null;
  const account = form.account.trim();
  switch (kind) {
    case 'addMember':
    case 'removeMember':
      return { kind, group: group!.ref, member: member!.ref };
    case 'makeGroup': {
      const made = before?.kind === 'makeGroup' ? before.made : form.samAccountName.trim().slice(0, 64);
      return { kind, made, parent: form.parent.trim(), name: form.name.trim(), samAccountName: form.samAccountName.trim(), scope: form.scope, description };
    }
    case 'renameGroup':
      return 'sid' in group!.ref ? { kind, group: group!.ref, samAccountName: form.samAccountName.trim() } : 'group';
    case 'editRules': {
      const [source, ...name] = form.rules.split(' ');
      return { kind, sourceId: Number(source), document: name.join(' '), text: form.document };
    }
    case 'makeRole': {
      const trustPolicy = parsed();
      if (trustPolicy === undefined) return 'document';
      const kept = before?.kind === 'makeRole' ? before : { attachedPolicies: [], inlinePolicies: [], permissionsBoundary: null, description: null };
      return { kind, attachedPolicies: kept.attachedPolicies, inlinePolicies: kept.inlinePolicies, permissionsBoundary: kept.permissionsBoundary, description: kept.description, roleArn, trustPolicy, maxSessionDuration: form.hours * 3600 };
    }
    case 'deleteRole':
      return { kind, roleArn };
    case 'editTrust': {
      const document = parsed();
      return document === undefined ? 'document' : { kind, roleArn, document };
    }
    case 'editInlinePolicy': {
      const document = form.document.trim() === '' ? null : parsed();
      return document === undefined ? 'document' : { kind, roleArn, name: form.policyName.trim(), document };
    }
    case 'editManagedPolicy': {
      const document = parsed();
      return document === undefined ? 'document' : { kind, policyArn, document };
    }
    case 'attachPolicy':
    case 'detachPolicy':
      return { kind, roleArn, policyArn };
    case 'makePermissionSet': {
      const kept = before?.kind === 'makePermissionSet' ? before : { customerPolicies: [], inlinePolicy: null, boundary: null };
      return { kind, made: form.setName.trim(), instanceArn: form.instance, description, sessionDuration: `PT${form.hours}H`, managedPolicies: policyArn.split(/\s+/).filter(Boolean), customerPolicies: kept.customerPolicies, inlinePolicy: kept.inlinePolicy, boundary: kept.boundary };
    }
    case 'assign':
    case 'unassign': {
      const permissionSet = form.set.startsWith('arn:') ? { arn: form.set.trim() } : { made: form.set.trim() };
      return { kind, permissionSet, account, principalKind: principal!.kind, principal: principal!.ref };
    }
    case 'delegate':
    case 'undelegate': {
      const [directoryId = '', region = ''] = form.directory.trim().split(' ');
      return { kind, directoryId, region, roleArn, principalKind: principal!.kind, principal: principal!.ref };
    }
    case 'map':
    case 'unmap':
      return { kind, mechanism: form.mechanism, roleArn, principal: principal!.ref };
  }
} // prettier-ignore

/** Where a refusal of the engine stands in the form. */
export function fieldOfPath(path: string): FormField | null {
  const head = path.split('.')[0] ?? '';
  const names: Readonly<Record<string, FormField>> = {
    trustPolicy: 'document',
    text: 'document',
    inlinePolicies: 'document',
    permissionSet: 'set',
    instanceArn: 'instance',
    directoryId: 'directory',
    made: 'samAccountName',
    change: 'document',
  };
  return formFields.find((field) => field === head) ?? names[head] ?? null;
}
