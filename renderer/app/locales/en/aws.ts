/** Words of the dialog that reads AWS. */
export default {
  aws: {
    accounts: 'Accounts',
    accountsOf: { own: 'The one of the profile', all: 'All of the organization', some: 'These' },
    accountIds: 'Account IDs',
    accountIdsHint: 'Twelve digits each, divided by commas or spaces.',
    allRegions: 'All that are enabled',
    chosenRegions: 'Chosen',
    needAccounts: 'Name at least one account: twelve digits.',
    needRegions: 'Name at least one Region, such as eu-central-1.',
    needRole: 'The name of a role that may be taken in each account, such as OrganizationAccountAccessRole.',
    read: 'Read',
    regions: 'Regions',
    regionsHint: 'Divided by commas or spaces.',
    regionsWhich: 'Which Regions',
    resume: 'Go on where the last reading ended',
    resumeText: 'Accounts that were read already are kept; the rest is read now.',
    roleHint: 'It is taken in every account but the one of the profile. Reading is enough for it.',
    roleName: 'Role in each account',
    started: 'Reading AWS has begun',
    text: 'Reads directories, IAM, Identity Center, Organizations and instances with read-only calls. Nothing is changed in AWS.',
  },
};
