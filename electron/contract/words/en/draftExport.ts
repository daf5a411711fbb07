import type {
  ExportFormat,
  ExportRemarkCode,
  ReadBackProblemCode,
} from '../../../domain/draft/export/codes.ts';

export const draftFormat: Record<ExportFormat, string> = {
  terraform: 'Terraform',
  cloudformation: 'CloudFormation',
  'identity-center': 'AWS CLI input for Identity Center',
  adfs: 'AD FS claim rules',
  ldif: 'LDIF for groups',
  csv: 'CSV of all changes',
};

/** What is said of a change in an export. */
export const draftExportRemark: Record<ExportRemarkCode, string> = {
  doesNotFit: 'Left out: it does not fit what was read, or changes nothing.',
  overtaken: 'Part of another change of the same thing, and not written by itself.',
  otherFormat: 'Left out: it is no matter of this format.',
  cannotRemove: 'Left out: this format takes nothing away that it did not make.',
  cannotEdit: 'Left out: this format changes nothing that it did not make.',
  principalNotRead: 'Left out: who is meant was not read.',
  roleNotRead: 'Left out: the role {arn} was not read.',
  permissionSetNotRead: 'Left out: the permission set was not read.',
  dynamicReference: 'Left out: CloudFormation would take a text in it for a dynamic reference to a secret.',
  storeIdLookedUp:
    '{name} is looked up in the identity store when this is applied, and has to be there by then.',
  storeIdAsked: 'The id of {name} in the identity store is asked for when this is applied.',
  imported: 'What exists is imported first, and then changed.',
  templateLimit: '{file} is larger than CloudFormation takes in one template.',
};

/** Why a file was not read back. */
export const draftReadBack: Record<ReadBackProblemCode | 'tooMany', string> = {
  notJson: 'The file is not JSON.',
  notLdif: 'The file is not LDIF.',
  notCsv: 'The file is not CSV.',
  notOurs: 'The file is not an export of a draft.',
  missing: 'Something is missing that a change needs.',
  unknownReference: 'Something is referred to that the files do not hold.',
  sidMissing: 'No note says which SID is meant.',
  tooMany: 'A draft holds at most 1,000 changes.',
};
