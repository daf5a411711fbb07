import type { FaultCode } from '../../faults.ts';
import { prefixed } from '../../prefixed.ts';
import { awsCommandRefusal, awsEditRefusal } from './awsConfig.ts';

/** What went wrong, and what to do next: one or two sentences for an administrator. */
export const fault: Record<FaultCode, string> = {
  'usage.notBuilt': '"{name}" is not built yet. `treeline --help` lists what works today.',
  'usage.invalid': '{detail} See `treeline --help`.',

  'ldap.hostUnknown':
    'No address was found for {host}. Check the spelling, or that this machine uses a DNS server that knows the domain.',
  'ldap.srvNotFound':
    'DNS lists no domain controller for {domain}. Check the domain name and this machine’s DNS servers, or name a host.',
  'ldap.closedPort':
    '{host} refused the connection on port {port}. Check the port (LDAPS is 636, StartTLS 389), and that a firewall lets it through.',
  'ldap.unreachable':
    '{host}:{port} could not be reached ({detail}). Check the network, a VPN or a firewall on the way.',
  'ldap.noAnswer':
    '{host}:{port} did not answer within {seconds} seconds. Try another domain controller, or give the profile more time.',
  'ldap.notLdap':
    '{host}:{port} answered, but not in LDAP. Check that the port belongs to a directory server and that LDAPS is chosen for 636, StartTLS for 389.',
  'ldap.connectionLost':
    'The connection to {host}:{port} broke off. Read again; nothing read so far was kept as complete.',
  'ldap.plainPassword':
    'A password is not sent to {host}:{port} without encryption. Use LDAPS or StartTLS; where the domain has no server certificate, import a file made with `ldifde` or `ldapsearch -Y GSSAPI` instead.',
  'ldap.emptyPassword':
    'The password is empty. A directory takes that for an anonymous sign-in, so it was not sent. Enter the password.',
  'ldap.passwordMissing':
    'No password is stored for "{name}". Enter it again; it is asked for anew when host, port or certificate trust change.',
  'ldap.signingRequired':
    '{host}:{port} takes sign-ins only over an encrypted connection. Choose LDAPS or StartTLS.',
  'ldap.startTlsRefused':
    '{host}:{port} does not offer StartTLS. Use LDAPS on port 636, or install a server certificate.',
  'ldap.wrongPassword':
    'The user name or the password is wrong for {user}. Check both; several tries may lock the account.',
  'ldap.noSuchUser':
    'The directory does not know {user}. Use name@domain, DOMAIN\\name or a distinguished name.',
  'ldap.accountRestriction':
    'An account restriction keeps {user} from signing in. Ask a domain administrator to look at the account’s policies.',
  'ldap.logonHours':
    '{user} may not sign in at this hour. Try within the account’s logon hours or use another account.',
  'ldap.workstation':
    '{user} may not sign in from this machine. Use an account without a workstation restriction.',
  'ldap.passwordExpired':
    'The password of {user} has expired. Change it (Treeline never does), then connect again.',
  'ldap.accountDisabled': 'The account {user} is disabled. Enable it or use another one.',
  'ldap.accountExpired': 'The account {user} has expired. Extend it or use another one.',
  'ldap.mustChangePassword':
    '{user} has to change the password before signing in. Change it elsewhere, then connect again.',
  'ldap.accountLocked': 'The account {user} is locked out. Unlock it or wait for the lockout to end.',
  'ldap.bindRefused': 'The server refused to sign {user} in ({detail}). Check the name and the account.',
  'ldap.noSuchObject':
    'There is no object {dn}. It may have been moved or deleted, or may not be readable; read the parent again.',
  'ldap.invalidDn': '{dn} is not a distinguished name. Write it like OU=Users,DC=corp,DC=example,DC=com.',
  'ldap.insufficientAccess': 'The account may not read {dn}. Sign in with one that may, or leave it out.',
  'ldap.busy': '{host}:{port} is too busy to answer. Wait a little, or use another domain controller.',
  'ldap.timeLimit':
    'The server stopped the search below {dn} at its own time limit. Narrow the base or the filter.',
  'ldap.sizeLimit':
    'The server cut the answer below {dn} at its size limit. Lower the page size or narrow the filter.',
  'ldap.referral': '{dn} is held by another server. Connect to a domain controller of that domain.',
  'ldap.serverError':
    '{host}:{port} answered with LDAP result {code} ({detail}). Copy the details for the directory’s administrator.',

  'tls.expired':
    'The certificate of {host}:{port} ({subject}) expired on {validTo}. Renew it on the server, or pin it after checking the fingerprint {fingerprint256}.',
  'tls.notYetValid':
    'The certificate of {host}:{port} ({subject}) is valid only from {validFrom}; its fingerprint is {fingerprint256}. Check this machine’s clock, or the certificate.',
  'tls.wrongName':
    'The certificate of {host}:{port} ({subject}) is for {names}, not for this name. Connect by one of those names, set the server name in the profile, or pin the fingerprint {fingerprint256}.',
  'tls.untrusted':
    'The certificate of {host}:{port} ({subject}) comes from {issuer}, which this machine does not trust. Give that authority’s CA file, or pin the fingerprint {fingerprint256} after checking it.',
  'tls.pinMismatch':
    '{host}:{port} shows another certificate than the pinned one: {fingerprint256} instead of {expected}. If it was renewed, check and pin the new one; if not, do not sign in.',
  'tls.failed':
    'No encrypted connection to {host}:{port} could be made ({detail}). Check the port and the server’s TLS settings.',
  'tls.caUnreadable':
    '{name} holds no certificate that can be read. Give a PEM file with the authority’s certificate.',

  'aws.accessDenied':
    'AWS does not let this identity call {service}:{operation} ({detail}). Add that action to its policies, or go on without it: it is shown as not readable.',
  'aws.throttled': 'AWS kept slowing {service}:{operation} down ({detail}). Wait a minute and read again.',
  'aws.clockSkew':
    'AWS refused {service}:{operation} because this machine’s clock is off ({detail}). Set the clock and read again.',
  'aws.credentialsMissing':
    'No AWS credentials were found ({detail}). Name a profile, sign in with `aws sso login`, or set the environment variables.',
  'aws.credentialsInvalid':
    'AWS does not accept these credentials for {service}:{operation} ({detail}). Check the access key, or sign in again.',
  'aws.credentialsExpired':
    'The AWS credentials have expired ({service}:{operation}, {detail}). Sign in again and read once more.',
  'aws.unreachable':
    'The AWS endpoint for {service}:{operation} could not be reached ({detail}). Check the Region, the network and AWS_ENDPOINT_URL.',
  'aws.noAnswer':
    'AWS did not answer {service}:{operation} in time ({detail}). Check the network and read again.',
  'aws.malformedAnswer':
    'The answer to {service}:{operation} could not be understood ({detail}). Check that the endpoint is AWS and no proxy changes its answers.',
  'aws.blockedOperation':
    '{service}:{operation} is not on the list of reading operations, so it was not sent ({detail}). This is a fault of Treeline: please report it.',
  'aws.serviceError':
    'AWS answered {service}:{operation} with an error ({detail}). Read again; if it stays, copy the details.',
  'aws.directoryDataDisabled':
    'Data access is not switched on for {directoryId}, so the Directory Service Data API tells nothing of it. Have it switched on in the directory’s primary Region (Directory Service, EnableDirectoryDataAccess), or read the directory by LDAP or from a file.',
  'aws.directoryDataRefused': 'The Directory Service Data API cannot read {directoryId}: {reason}. {detail}',
  'sts.accessDenied':
    'AWS did not let this identity take {roleArn} ({detail}). Check the role’s trust policy first, then the caller’s own policy, then conditions such as an external ID or MFA.',
  'sts.invalidRequest':
    'AWS did not accept the request ({detail}). Check what was asked for: duration, names, ARNs and tags.',
  'sts.policyTooLarge':
    'Session policies and tags are too large together ({detail}). Use fewer tags, or policies by ARN.',
  'sts.regionDisabled':
    'STS is switched off in {region} for that account. Choose another Region or have it switched on.',
  'sts.messageInvalid':
    'AWS does not take this as an encoded authorization message: it is cut short or changed, it has expired, or it is of another partition. Paste the whole message of a recent refusal.',
  'sts.sourceRefused':
    'The profile {profile} could not get its own credentials: AWS refused a role that it takes on the way ({detail}). Check that profile first, for instance with `aws sts get-caller-identity`.',
  'sts.reservedRole':
    '{roleArn} belongs to IAM Identity Center, and only its portal gives sessions of it. Sign in to the portal and take the role there.',
  'sts.rootRefused':
    'AWS takes no {operation} from the root user. Use an IAM user’s keys or another session.',
  'sts.longTermKeysNeeded':
    '{operation} takes the long-term access key of an IAM user only, and these keys are temporary. Choose a profile or an access key of a user, or take a role instead.',
  'sts.mfaMissing': 'A code of the MFA device {serial} is needed. Enter the six digits that it shows now.',
  'sts.mfaCodeInvalid':
    'AWS does not accept this code of the MFA device {serial}: it is mistyped, too old, or was used before. Wait for the next code and enter its six digits.',
  'sts.mfaDeviceInvalid':
    'AWS cannot check codes of the MFA device {serial}. Check that its serial number or ARN is right and that it belongs to the user whose keys ask.',
  'sts.malformedPolicy':
    'AWS cannot read the session policy ({detail}). Correct it; the place for policies reads it critically before it is sent.',
  'sts.durationTooLong':
    '{roleArn} does not allow sessions of {seconds} seconds. Ask for less, or have the role’s maximum session duration raised.',
  'sts.chainTooLong':
    'A session of {roleArn} that is taken with another role’s session lasts one hour at most. Ask for 3600 seconds or less, or take the role with a user’s keys.',
  'sts.sessionNameInvalid':
    'AWS does not accept the session name ({detail}). Use 2 to 64 letters, digits and _+=,.@- without spaces.',
  'sts.samlExpired':
    'The SAML response is too old ({detail}). AWS takes one within five minutes of its issue: sign in at the identity provider again.',
  'sts.samlInvalid':
    'AWS does not accept the SAML response ({detail}). Check that the SAML provider in IAM has the identity provider’s present metadata, and that the response names this role and provider.',
  'sts.webIdentityExpired': 'The web identity token has expired ({detail}). Get a new one from its issuer.',
  'sts.webIdentityInvalid':
    'AWS does not accept the web identity token ({detail}). Check that an OIDC provider for its issuer stands in the role’s account and lists the token’s audience.',
  'sts.idpRejected':
    'The identity provider said no to this sign-in ({detail}). Sign in there again; if it stays, ask its administrator.',
  'sts.idpUnreachable':
    'AWS could not reach the identity provider to check the token ({detail}). Try again; if it stays, its published keys are not reachable from the internet.',
  'sts.clockOff':
    'AWS refused the request because this machine’s clock says {here} while AWS’s says {aws}. Set the clock and try again.',
  'sts.noConsole':
    'Sessions of GetSessionToken cannot sign in to the console. Take a role with this session, and open the console with that.',
  'sts.consoleRefused':
    'AWS gave no console sign-in for this session ({detail}). Refresh the session and try again.',

  'portal.notFound': 'There is no portal "{name}" in Treeline any more. Add it again.',
  'portal.signInNeeded': 'The sign-in at the portal "{name}" has ended. Sign in there again.',
  'awsFiles.unreadable':
    'The AWS configuration {name} cannot be read ({detail}). See to its permissions, or to the variable that names it.',
  'awsFiles.notWritable':
    'The AWS configuration {name} was not changed: it cannot be written ({detail}). See to the permissions of the file and its folder, or choose another file with AWS_CONFIG_FILE.',
  'awsFiles.notUtf8':
    'The AWS configuration {name} is not UTF-8 and was not changed. Save it as UTF-8 and try again.',
  'awsFiles.changed':
    'The AWS configuration {name} changed since it was shown, and was left alone. Look at the change again.',
  'awsFiles.noKeys': 'Profile {profile} holds no long-term access key that the keychain could take over.',
  ...prefixed('awsFiles', awsEditRefusal),
  ...prefixed('awsCommand', awsCommandRefusal),

  'saml.responseGone':
    'Treeline no longer holds that SAML response: responses are kept for a few minutes and used once. Sign in again.',
  'saml.unreadable':
    'This is not a SAML response that can be read: {detail}. Paste the whole value of SAMLResponse, in base64, as the sign-in page posted it.',
  'saml.providerNotFound': 'There is no identity provider "{name}" in Treeline any more. Add it again.',
  'portal.startUrlInvalid':
    'The Identity Center in {region} does not know the start URL {startUrl}. Check the URL (as in https://d-1234567890.awsapps.com/start) and the Region of the Identity Center.',
  'portal.signInExpired':
    'The sign-in was not finished in time. Start it again and confirm it in the browser.',
  'portal.signInDenied': 'The sign-in was declined in the browser. Start it again if that was not meant.',
  'portal.signInFailed': 'The portal ended the sign-in ({detail}). Start it again.',
  'portal.noListener':
    'The browser’s answer cannot be received on this machine ({detail}). Sign in with a code instead.',
  'portal.clientExpired':
    'The portal no longer knows Treeline’s registration. Sign in again; that registers it anew.',
  'portal.tokenExpired': 'The sign-in at the portal has ended. Sign in again.',
  'portal.accountNotAssigned':
    'The portal does not offer you the account {account}. Ask who assigns permission sets, or sign in as somebody else.',
  'portal.roleNotAssigned':
    'The portal does not offer you the role {roleName} in the account {account}. Ask who assigns permission sets, or choose another role.',
  'portal.refused':
    'The portal did not accept {operation} ({detail}). Sign in again; if it stays, copy the details.',

  'vault.absent':
    'This machine has no keychain that answers ({detail}). Secrets stay in memory until Treeline closes; install or start a keychain to keep them.',
  'vault.locked':
    'The keychain is locked. Unlock it (sign in to the desktop or open it in its own program) and try again.',
  'vault.denied':
    'The keychain does not let Treeline in ({detail}). Run Treeline as the user whose keychain it is, or allow it in the keychain’s own program, and try again.',
  'vault.noAnswer':
    'The keychain did not answer within {seconds} seconds; it may be waiting for an answer to its own prompt. Answer or close the prompt and try again.',
  'vault.itemGone':
    'The keychain no longer has the secret of "{name}", or it is locked. Enter or take it again.',
  'vault.itemDamaged':
    'The secret of "{name}" in the keychain is not whole. Remove it and enter or take it again.',
  'vault.tooLarge':
    'The secret of "{name}" is too large for the keychain ({bytes} bytes), and was not kept. Take a smaller one: of a session, one with fewer tags or a shorter policy.',
  'vault.failed':
    'The keychain reported an error ({detail}). Try again; if it stays, look at it in the keychain’s own program.',

  'workspace.notFound':
    'There is no file {name}. Check the path, or make a workspace with `treeline sample` or `treeline capture`.',
  'workspace.exists': '{name} is there already and was left alone. Choose another name.',
  'workspace.foreign':
    '{name} is not a Treeline workspace. It was not changed; choose a file that ends in .treeline and was made by Treeline.',
  'workspace.damaged':
    '{name} is damaged ({detail}) and was not changed. Restore it from a copy, or capture again into a new workspace.',
  'workspace.older':
    '{name} was made by an earlier development version of Treeline, whose format is read no more. Capture again into a new workspace.',
  'workspace.newer':
    '{name} was written by a newer Treeline (format {version}; this one knows up to {known}). Update Treeline to open it.',
  'workspace.readOnly':
    '{name} is open for reading only. Close it in the other Treeline, or make the file writable, and open it again.',
  'workspace.copy':
    '"{name}" is a copy that the browser uploaded, open to look at only. To write into the file itself, start Treeline with it: `npm start -- FILE`.',
  'workspace.sample':
    'The sample is only to look at. Make a workspace of your own first: "New workspace" in the menu behind the name, or start Treeline with the name of a new file that ends in .treeline.',
  'workspace.notWritable': '{name} cannot be written ({detail}). Choose a folder where you may write.',
  'workspace.diskFull':
    'The disk is full while writing {name}. Nothing already complete is lost; make room and start again.',
  'workspace.none': 'No workspace is open. Open one, or the sample.',
  'handle.unknown': 'That file is no longer at hand. Choose it again.',
  'snapshot.notFound':
    'There is no snapshot {id} in this workspace. It may have been removed; look at the list of sources.',
  'snapshot.none':
    'The workspace holds nothing of this kind yet ({kind}). Connect to a forest, add AWS, or import a file.',
  'forest.none': 'This is no Active Directory: it has no forest. Choose a source that was read from one.',
  'object.notFound': 'There is no object {name} in this snapshot. Check the name, or capture again.',
  'user.notFound':
    'No user fits "{name}". Give a sAMAccountName, user principal name, SID or distinguished name.',
  'object.ambiguous':
    '"{name}" fits several: {candidates}. Give the distinguished name, the SID or the GUID, and the source where several hold it.',
  'object.notExact': 'Nothing is called exactly "{name}". Near it: {candidates}. Give one of these whole.',
  'user.ambiguous':
    '"{name}" fits several users: {candidates}. Give the user principal name or the distinguished name.',
  'profile.notFound': 'There is no connection profile "{name}". It may have been removed.',
  'session.notFound': 'There is no session "{name}". It may have been removed.',
  'session.ambiguous':
    'Several sessions are called "{name}": {candidates}. Use the id of the one that is meant.',
  'session.keyNotFound':
    'There is no access key "{name}" in Treeline any more. Add it again, or take the session from another source.',
  'session.sourceLoop':
    'The session "{name}" is, over others, its own source. Remove one of them and take it anew.',
  'session.busyElsewhere':
    'Another Treeline is taking "{name}" and has not ended. Answer the prompt that it shows, or close it, and try again.',
  'session.promptUnseen':
    '"{name}" needs a code or a sign-in, and no Treeline window is open to ask for it. Open Treeline and refresh the session there, or run `treeline sessions refresh "{name}"` in a terminal.',
  'session.promptDismissed':
    'The prompt for "{name}" was dismissed, so nothing was taken. Refresh the session to be asked again.',
  'session.promptTimedOut':
    'Nobody answered the prompt for "{name}" within {seconds} seconds. Refresh the session to be asked again.',
  'session.promptOver': 'This prompt is over: it was answered or given up meanwhile.',
  'session.notRefreshed':
    'The Treeline window that was asked has not taken "{name}" again. Look at the session there: it says why.',
  'job.notFound': 'There is no job "{name}" any more.',
  'import.unreadable':
    '{name} cannot be read ({detail}). Check the path, and that it is a file you may read; nothing was imported.',
  'import.unrecognised':
    '{name} is of no kind that can be imported. Give LDIF, CSV of csvde or of Get-ADUser and its like, a GetAccountAuthorizationDetails answer in JSON, or AD FS claim rules.',
  'import.truncated': '{name} breaks off in the middle ({detail}). Export it again; nothing was imported.',
  'import.encrypted':
    'The assertion in {name} is encrypted, so that what it says is not readable. Capture one that the provider sends without encryption; nothing was kept.',
  'import.invalid':
    '{name} is not valid at {path}: {detail}. Correct or export it again; nothing was imported.',
  'ldif.separator':
    '{name}, line {line}: there is no colon between name and value. Correct the line or export again; nothing was imported.',
  'ldif.name':
    '{name}, line {line}: no attribute name stands before the colon. Correct the line or export again; nothing was imported.',
  'ldif.base64':
    '{name}, line {line}: the value after the two colons is not base64. Correct the line or export again; nothing was imported.',
  'ldif.utf8':
    '{name}, line {line}: these bytes are no text. Save the file as UTF-8, or export again (with `ldifde -u` where names are not English); nothing was imported.',
  'ldif.url':
    '{name}, line {line}: the value is kept elsewhere ("<"), and Treeline fetches nothing that a file names. Export with the values inside; nothing was imported.',
  'ldif.dnMissing':
    '{name}, line {line}: the record does not begin with "dn:". Correct it or export again; nothing was imported.',
  'ldif.dnRepeated':
    '{name}, line {line}: a second "dn:" in one record. Put an empty line between the records; nothing was imported.',
  'ldif.continuation':
    '{name}, line {line}: the line begins with a space but continues nothing. Correct it or export again; nothing was imported.',
  'ldif.change':
    '{name}, line {line}: the record changes an object instead of describing one. Give an export of the directory, not a list of changes; nothing was imported.',
  'ldif.version':
    '{name}, line {line}: LDIF has one version, 1. Correct the line or export again; nothing was imported.',
  'ldif.tooLong':
    '{name}, line {line}: the value is longer than any directory allows. Export again; nothing was imported.',
  'csv.header':
    '{name}, line {line}: a column of the heading has no name, or two have the same. Export again; nothing was imported.',
  'csv.syntax':
    '{name}, line {line}: this is no CSV, a quotation mark is missing or in the wrong place. Export again; nothing was imported.',
  'csv.columns':
    '{name}, line {line}: the row has not as many values as the heading has columns. Export again; nothing was imported.',
  'csv.dnMissing':
    '{name}, line {line}: the row has no distinguished name. Export again, with that column; nothing was imported.',
  'csv.utf8':
    '{name}, line {line}: these bytes are no text. Export again as Unicode (`csvde -u`, `Export-Csv -Encoding UTF8`, or “CSV UTF-8” of a spreadsheet); nothing was imported.',
  'csv.tooLong':
    '{name}, line {line}: the row is longer than any directory allows. Export again; nothing was imported.',
  'export.notWritable':
    '{name} cannot be written ({detail}). Choose another place, or see to the permissions of this one.',
  'export.diskFull': 'The disk is full, so {name} could not be written. Make room, or choose another place.',
  'export.notFound':
    'This export is not under way any more: it was ended, cancelled, or left alone too long. Export again.',
  'export.tooMany': '{limit} exports are under way already. End or cancel one of them first.',
  'draft.notFound': 'The workspace has no draft {id} any more. Choose another one.',
  'compare.notFound': 'This comparison is no longer at hand. Compare the two directories again.',
  'audit.nothingJudged':
    'There was nothing that these checks could judge. Capture a directory, read an AWS account or import claim rules first; --check chooses others.',
  'review.notFound': 'The workspace has no access review {id} that can be read.',
  'review.itemNotFound': 'The review has no item {number} that can be read.',
  'review.signed':
    'The review “{name}” is signed off, so nothing about it changes any more. Start a new review from it instead.',
  'review.notSigned':
    'The review “{name}” is not signed off yet. A new review can follow a signed one alone.',
  'review.empty':
    'Nobody reaches the chosen roles, and nothing about them was unreadable: there is nothing to review. Choose other roles.',
  'review.tooMany':
    'This review would have {found} items, and at most {limit} can be reviewed at once. Choose fewer roles or accounts.',
  'review.open': '{open} items are open. Decide them, or sign off with a reason for leaving them open.',
  'review.saidSince':
    'Somebody decided or handed over items of the review “{name}” since you looked. Look at them, then decide again.',
  'review.changed':
    'The workspace file does not hold what the digests of the review “{name}” are of, so nothing is written that takes anybody out of a group. Go by the report that was signed.',
  'policy.messageUnreadable':
    'This is no decoded authorization message: {path} is missing or not as AWS writes it. Paste the encoded message, or the whole JSON that it was decoded to.',
  'input.invalid': 'The value at {path} is not valid: {detail}.',

  'job.cancelled': 'Cancelled. The workspace is as it was before.',
  'engine.stopped': 'The engine has stopped. Restart it; the workspace on disk is whole.',
  internal:
    'Treeline made a mistake ({detail}). Nothing complete is lost; please report it with the details.',
};
