import type { EstateCode } from '../../estateWords.ts';

/** What is recognised in an AWS estate, in words. */
export const estate: Record<EstateCode, string> = {
  'roleKind.service-linked': 'Service-linked role',
  'roleKind.service': 'Service role',
  'roleKind.ec2-instance': 'EC2 instance role',
  'roleKind.ds-delegation': 'Directory console delegation',
  'roleKind.identity-center': 'Identity Center role',
  'roleKind.saml': 'SAML federation',
  'roleKind.cognito': 'Cognito identity pool',
  'roleKind.oidc': 'OIDC federation',
  'roleKind.cross-account': 'Cross-account role',
  'roleKind.same-account': 'Role for this account',
  'roleKind.anyone': 'Open to anyone',
  'roleKind.nobody': 'Nobody may take it',

  'roleKindMeans.service-linked':
    'Made and owned by one AWS service. Its trust and policy are fixed by AWS, and neither service nor resource control policies bind it.',
  'roleKindMeans.service':
    'An AWS service works with it on your behalf. Whoever may pass it to the service (iam:PassRole) holds its rights in effect.',
  'roleKindMeans.ec2-instance':
    'EC2 instances run with it through an instance profile, which holds exactly one role. Every process on the instance can use it.',
  'roleKindMeans.ds-delegation':
    'People of an AWS directory take it for the console by the access URL of the directory. Who they are stands in the directory console alone.',
  'roleKindMeans.identity-center':
    'Made by IAM Identity Center from a permission set. It cannot be edited in IAM, and a new assignment may give it a new name.',
  'roleKindMeans.saml': 'People take it with an assertion of an identity provider, such as AD FS.',
  'roleKindMeans.cognito':
    'Users of a web or mobile application take it through a Cognito identity pool, signed in or not.',
  'roleKindMeans.oidc': 'Workloads or users take it with a token of an OpenID Connect provider.',
  'roleKindMeans.cross-account':
    'Principals of another account take it, when their own account allows that too.',
  'roleKindMeans.same-account': 'Principals of its own account take it.',
  'roleKindMeans.anyone':
    'Its trust policy names every principal there is. Only conditions may hold them back.',
  'roleKindMeans.nobody':
    'Its trust policy lets no principal in that can be told: a deleted one, or none at all.',

  'roleAdvice.cognitoThroughPool':
    'Let the application get credentials from the identity pool, by the SDK’s Cognito provider. AWS advises against calling AssumeRoleWithWebIdentity oneself.',
  'roleAdvice.cognitoNoAudience':
    'The trust does not ask for the identity pool (cognito-identity.amazonaws.com:aud): any pool of any account may give this role.',
  'roleAdvice.cognitoNoAmr':
    'The trust does not ask whether the user signed in (cognito-identity.amazonaws.com:amr): guests may get this role.',
  'roleAdvice.cognitoUnauthenticated':
    'Given to guests who never signed in: keep its rights to what the whole internet may do.',
  'roleAdvice.webSignInUsePool':
    'Trusts a public sign-in service directly. For web and mobile applications AWS recommends a Cognito identity pool in between.',
  'roleAdvice.oidcNoAudience': 'The trust does not ask for the audience of the token (:aud).',
  'roleAdvice.oidcNoSubject':
    'The trust does not ask whose token it is (:sub): everybody at the provider may take this role.',
  'roleAdvice.outsideNoExternalId':
    'An account that is not known here may take it without an external ID (sts:ExternalId): a third party could be led to use it for somebody else.',
  'roleAdvice.outsideAccount': 'An account that is not known here may take it, with conditions.',

  'policyKind.aws-managed': 'AWS managed',
  'policyKind.customer-managed': 'Customer managed',
  'policyKind.inline': 'Inline',
  'policyKindMeans.aws-managed':
    'Written and changed by AWS. A new default version holds for everybody who has it attached, at once.',
  'policyKindMeans.customer-managed':
    'Your own, for many holders. Up to five versions are kept, the default one alone holds, and setting another default rolls back.',
  'policyKindMeans.inline':
    'Part of one user, group or role: it has no versions, and it is deleted with its holder.',

  'credentialIssue.rootKeys': 'Root user has access keys',
  'credentialIssue.rootNoMfa': 'Root user without MFA',
  'credentialIssue.passwordNoMfa': 'Console password without MFA',
  'credentialIssue.keyOld': 'Old access key',
  'credentialIssue.keyNeverUsed': 'Access key never used',
  'credentialIssue.keyUnused': 'Access key no longer used',
  'credentialIssue.keysTwoActive': 'Two active access keys',
  'credentialIssue.keyInactive': 'Inactive access key kept',
  'credentialIssue.passwordOld': 'Old console password',
  'credentialIssue.passwordUnused': 'Console password not used',

  'credentialRemedy.rootKeys': 'Delete the keys of the root user; nothing needs them that a role cannot do.',
  'credentialRemedy.rootNoMfa':
    'Register a second factor for the root user, or remove its credentials by central root access.',
  'credentialRemedy.passwordNoMfa':
    'Register a second factor, or remove the password and let the person sign in by federation.',
  'credentialRemedy.keyOld':
    'Replace the key by a role; where that cannot be, make a new key and delete this one.',
  'credentialRemedy.keyNeverUsed': 'Delete the key: nothing has ever used it.',
  'credentialRemedy.keyUnused': 'Deactivate the key, and delete it when nothing misses it.',
  'credentialRemedy.keysTwoActive': 'Finish the change of keys: deactivate the older one.',
  'credentialRemedy.keyInactive': 'Delete the key: an inactive one can be activated again at any time.',
  'credentialRemedy.passwordOld':
    'Have the password changed, or remove it and let the person sign in by federation.',
  'credentialRemedy.passwordUnused': 'Remove the console password.',

  'credentialGap.users': 'Users were not read',
  'credentialGap.keys': 'Access keys or their last use were not read',
  'credentialGap.mfa': 'MFA devices were not read',
  'credentialGap.password': 'Not known whether there is a console password',
  'credentialGap.passwordAge': 'Age of the password not known: no credential report',
  'credentialGap.passwordUse': 'Last use of the password was not read',
  'credentialGap.root': 'The root user was not read',

  'tieRelation.same': 'The same domain',
  'tieRelation.hybrid': 'The same domain, with controllers in AWS',
  'tieRelation.pointsAt': 'Points at this domain',
  'tieReason.directoryId': 'Read from this directory',
  'tieReason.domainSid': 'Same domain SID',
  'tieReason.dnsName': 'Same DNS name',

  'trustIssue.notInDirectory': 'AWS tells of this trust; the directory itself holds no object of it',
  'trustIssue.notInAws': 'The directory holds this trust; AWS does not tell of it',

  'chainNote.managementAccount': 'Management account: neither kind of policy binds it',
  'chainNote.nothingAllowed': 'Nothing is allowed at this level',
  'chainNote.everythingAllowed': 'Everything is allowed at this level',
  'chainNote.typeDisabled': 'This kind of policy is not switched on',
  'chainNote.billingOnly': 'Consolidated billing alone: no policies hold',

  'sourceEvidence.told': 'Told by a person',
  'sourceEvidence.directoryNames': 'Assumed: groups are named as Active Directory’s are, name@domain',
  'sourceEvidence.externalIds': 'Assumed: most entries carry the ID of an external provider',
  'sourceEvidence.ownNames': 'Assumed: no ID of a provider, no name of a directory',
  'sourceEvidence.none': 'Not known: there are no users or groups to tell by',

  'reading.notAsked': 'Not asked for',
  'reading.notIncluded': 'Not in the file',
  'reading.noPublicApi': 'AWS lets nobody read it',

  'trustProblem.notJson': 'Not JSON',
  'trustProblem.notObject': 'Not a policy document',
  'trustProblem.statementMissing': 'No statement',
  'trustProblem.statementNotObject': 'Not a statement',
  'trustProblem.effectUnknown': 'Effect is neither Allow nor Deny',
  'trustProblem.principalMissing': 'No principal',
  'trustProblem.principalUnknown': 'Not a principal',
  'trustProblem.principalDeleted': 'Principal was deleted: its unique ID is left',
  'trustProblem.notPrincipal': 'NotPrincipal: lets in everybody but those named',
  'trustProblem.actionMissing': 'No action',
  'trustProblem.actionOther': 'Allows another call than the one that this principal takes roles by',
};
