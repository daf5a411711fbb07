import type {
  CommandRefusal,
  EditRefusal,
  FileProblemCode,
  ImportNote,
  MeaningCode,
} from '../../../domain/session/awsConfig/codes.ts';

/** What is said of a line of the AWS configuration. */
export const awsFileProblem: Record<FileProblemCode, string> = {
  byteOrderMark:
    'The file begins with a byte order mark, and the AWS CLI refuses it. Save it as UTF-8 without one.',
  noHeader:
    'Line {line} stands before the first [section], and the AWS CLI refuses the file. Put it below a section.',
  notASetting:
    'Line {line} is neither a section nor a setting with =, and the AWS CLI refuses the file. Correct it, or make it a comment with #.',
  duplicateSection:
    'The section in line {line} is there in line {other} already, and the AWS CLI refuses the file. Put both together.',
  duplicateKey:
    'The setting in line {line} is there in line {other} already, and the AWS CLI refuses the file. Take one of them away.',
  nestedNotASetting: 'Line {line} is indented and has no =, and the AWS CLI refuses the file. Correct it.',
  sameProfileTwice:
    'Line {line} begins the same section as line {other}, written otherwise: the AWS CLI takes the later, other tools both.',
  inlineComment:
    'Line {line} has # or ; behind a blank: the AWS CLI takes it for part of the value, other tools for a comment.',
  colonDelimiter:
    'Line {line} has a colon first: the AWS CLI ends the name of the setting there, other tools at the =.',
  continued:
    'Line {line} is indented: the AWS CLI takes it for more of the value in line {other}, other tools for a line of its own.',
  defaultsForAll:
    'Line {line} begins [DEFAULT], which the AWS CLI lends to every section. The default profile is [default].',
  headerIgnored:
    'No tool reads the section in line {line}. A profile in the config file is written [profile NAME].',
  profilePrefix:
    'Line {line}: in the credentials file a profile is written [NAME]. Take the word profile away.',
};

/** Why a profile comes to no credentials. */
export const awsProfileProblem: Record<MeaningCode, string> = {
  profileMissing: 'There is no profile {profile} in the AWS configuration.',
  sourceMissing: 'Profile {profile} takes its credentials from profile {about}, which is not there.',
  loop: 'Profile {profile} takes its credentials from profile {about}, and the chain goes round in a circle.',
  bothSources: 'Profile {profile} has both source_profile and credential_source. Keep one of them.',
  noSource:
    'Profile {profile} names a role, and neither source_profile nor credential_source says who takes it.',
  credentialSourceUnknown:
    'Profile {profile} has the credential_source {about}, which no tool knows. It is Environment, Ec2InstanceMetadata or EcsContainer.',
  keysIncomplete: 'Profile {profile} has half an access key: {about} is missing.',
  roleMissing: 'Profile {profile} has a web_identity_token_file and no role_arn.',
  portalIncomplete: 'Profile {profile} lacks {about} for IAM Identity Center, or it is not valid.',
  portalSessionMissing: 'Profile {profile} names the sso-session {about}, which is not there.',
  portalDiffers: 'Profile {profile} and its sso-session differ in {about}. Take it away from the profile.',
  durationNotNumber: 'The duration_seconds of profile {profile} is no number and is passed by.',
  noCredentials: 'Profile {profile} has no credentials and says nowhere to take them from.',
  severalWays: 'Profile {profile} says several ways to its credentials, and tools differ in which they take.',
};

/** What to know of a profile that is brought over, or why it is not. */
export const awsImportNote: Record<ImportNote, string> = {
  runsProcess:
    'A command of the configuration gives the credentials. It is shown to be confirmed before it first runs.',
  moveKeys: 'A long-term access key stands in the file. It can be moved into the keychain.',
  chained: 'One role is taken with another: such a session lasts an hour at most.',
  sessionNameMade: 'The profile has no role_session_name: Treeline makes one out of its name.',
  regionMade: 'The profile has no Region: one that is always there is proposed.',
  tokenFromFile: 'The token stands in a file that others renew. Treeline asks for it each time.',
  ownKeys:
    'The profile signs for the role with an access key of its own. Move the key into the keychain first, and take the role with it.',
  managed: 'Treeline wrote this profile itself.',
  unresolved: 'The profile comes to no credentials.',
  keysOnly: 'The profile holds an access key and no role. It can be the source of a session.',
  temporaryKeys: 'The keys in the profile are those of a session that ends by itself.',
  processOnly: 'The profile holds a command and no role. It can be the source of a session.',
  loginOnly: 'The profile is a sign-in of the AWS CLI. It can be the source of a session.',
  credentialSource:
    'The credentials come from the machine or the environment in which a program runs, which is not this one for certain.',
};

/** Why the AWS configuration is not written to. */
export const awsEditRefusal: Record<EditRefusal, string> = {
  markersDamaged:
    'The lines that mark what Treeline wrote are changed, or there twice. Put them right, or take the lines between them away with them.',
  nameNotWritable: 'A profile that is written has a name of letters, digits and _ . @ + - alone.',
  commandNotWritable: 'The command cannot be written so that every tool reads the same.',
  regionNotWritable: 'The Region is no name of one.',
  sessionNotWritable: 'The session has an id that cannot be written.',
  nameTaken: 'The AWS configuration has a profile of that name which is not ours. Choose another name.',
  notManaged: 'Treeline wrote no profile of that name.',
  meaningWouldChange:
    'Another line of the file would come to mean something else. Put a [section] above what follows our lines.',
};

/** Why a command cannot be written into the AWS configuration. */
export const awsCommandRefusal: Record<CommandRefusal, string> = {
  nothing:
    'This Treeline brings no program along that AWS’s tools could run for keys. Write the profile from a checkout, with `npx treeline aws-config write`.',
  quote: 'The path or an argument holds a quotation mark, which tools read differently. Use another path.',
  expanded: 'The path or an argument holds a sign that a shell puts something else for. Use another path.',
  control: 'The path or an argument holds a control character. Use another path.',
  comment:
    'The path or an argument holds # or ; behind a blank, where some tools begin a comment. Use another path.',
};
