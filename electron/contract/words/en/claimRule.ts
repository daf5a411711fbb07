import type { ClaimRuleCode } from '../../claimRuleWords.ts';

/** What is wrong with a claim rule, what became of it, and what is not known. */
export const claimRule: Record<ClaimRuleCode, string> = {
  'severity.error': 'Error',
  'severity.security': 'Security',
  'severity.warning': 'Warning',
  'severity.suggestion': 'Suggestion',

  character: 'No part of the claim rule language begins with this character. Remove it.',
  stringNotClosed:
    'The string has no closing quotation mark on its line. A string cannot hold " or a line break.',
  typographicQuotes:
    'AD FS refuses typographic quotation marks, which come from copied pages. Write " instead; here it is read as meant.',
  wrapped:
    'The console cut this string into lines when the rules were exported. It was put together again; to be sure, export with Out-File -Width 4096.',
  commentNotClosed: 'The comment has no end. Everything behind it is left out.',
  unexpected: '{expected} is expected here, and not {found}.',
  unexpectedEnd: 'The rules end within a rule: {expected} is expected.',
  unknownPart:
    'A claim has no {name}. It has Type, Value, Issuer, OriginalIssuer, ValueType and Properties["…"].',
  tooDeep: 'Functions stand within functions, deeper than is read.',
  tooMany: 'The rule has more conditions than are read.',
  semicolonMissing: 'A rule ends with a semicolon. Write it here.',
  comment:
    "Microsoft's descriptions of the language know no comments. Test in AD FS whether it takes them, or leave them out.",
  moreProblems: '{count} more problems are not told one by one.',
  tooLong: 'The text is longer than is read. Give the rules of one trust.',

  unknownIdentifier:
    'No condition of the rule gives the name {name} to a claim, and AD FS refuses the rule (POLICY0011).',
  identifierCase: '{name} differs from the name in the condition by capital letters. Write both alike.',
  identifierTwice: 'Two conditions give the name {name} to their claim. Give each its own.',
  identifierLater:
    '{name} is the claim of this condition or of a later one. A comparison can name claims of earlier conditions alone.',
  typeMissing: 'A new claim needs a Type.',
  assignedTwice: '{name} is given twice. Leave one out.',
  unknownFunction: 'There is no function {name}; RegExReplace is the only one.',
  functionArguments: 'RegExReplace takes a text, a pattern and a replacement; here are {given} arguments.',
  typesAndAttributes:
    '{types} types for {attributes} attributes. The query needs one type for each attribute.',
  queryParts:
    'The query needs three parts between semicolons: filter (may be empty), attributes, DOMAIN\\user (POLICY3824).',
  queryAttributes: 'The second part of the query is a list of attribute names, separated by commas.',
  queryGroupForm:
    'This form of tokenGroups is not known here. Known are domainQualifiedName, longDomainQualifiedName and SID.',
  queryPlaceholder: 'A parameter of the query is a number in braces; any other brace has to be doubled.',
  queryParameter: 'The query needs {parameters} parameters, and {given} are given.',
  queryFilter: 'The first part of the query is no LDAP filter from here on.',
  queryAccount: 'The third part of the query has to be an account as DOMAIN\\user (POLICY3826).',
  patternRefused: 'This is no pattern to .NET, and the rule fails from here on.',
  patternNotRun:
    'This part of the pattern is not run here ({problem}). What the rule makes of it is shown as not known.',
  storeNotReadable:
    'The attribute store {store} cannot be read here. The claims that it gives are shown as not known.',
  typeNeverAdded:
    'No rule before this one adds claims of the type {type}, and AD FS does not start with one. Unless acceptance rules add it, the condition never holds.',
  copyAdded: 'add(claim = …) has no effect. Write issue to send the claim.',
  mixedConditions:
    "Microsoft's page says that conditions on claims cannot be combined with EXISTS or COUNT in one rule. Test the rule in AD FS.",
  roleShape:
    'AWS takes a Role claim only as a role ARN and a provider ARN, separated by a comma. This can never be one.',
  providerFixed:
    "The provider is always that of account {account}, whatever account the group's name gives. AWS refuses a role with a provider of another account.",
  patternUnanchored:
    "The pattern may match anywhere in a group's name, so a group of any prefix passes. Begin it with ^.",
  patternLoose:
    "A few letters anywhere in a group's name are enough: {pattern}. Whoever can create a group gets through. Begin the pattern with ^ and match the whole name.",
  classForDigits: '[^d] takes every character but the letter d. For digits write \\d.',
  replaceCase:
    'The condition ignores capital letters and this pattern does not: a group whose name is written otherwise passes and is not replaced. Begin the pattern with (?i).',
  replaceUnanchored:
    'What stands before the match stays in the value, and every further match is replaced too. Begin the pattern with ^.',

  'open.ruleUnreadable': 'The rule cannot be read.',
  'open.ruleRefused': 'AD FS refuses the rule.',
  'open.pattern': 'A pattern cannot be run here ({detail}).',
  'open.storeUnknown': 'The attribute store {detail} cannot be read here.',
  'open.storeNotReadable': 'The directory did not answer: {detail}.',
  'open.attributeNotReadable': 'An attribute is not known: {detail}.',
  'open.queryParts': 'The query does not have its three parts: {detail}.',
  'open.queryAttributes': 'The query names no attributes: {detail}.',
  'open.queryGroupForm': 'The query asks for tokenGroups in a form that is not known: {detail}.',
  'open.queryPlaceholder': 'The query holds a brace that is no parameter: {detail}.',
  'open.queryParameter': 'The query needs more parameters than it is given: {detail}.',
  'open.queryFilter': 'The filter of the query is none: {detail}.',
  'open.queryAccount':
    'The account that the query asks for is not DOMAIN\\user; AD FS ends the sign-in with an error: {detail}.',
  'open.typesAndAttributes': 'The rule has not as many types as attributes.',
  'open.tooManyCombinations': 'The conditions fit more combinations of claims than are tried.',
  'open.tooManyClaims': 'The rules make more claims than are kept.',
  'open.valueTooLong': 'A value becomes longer than AWS takes a whole assertion.',
  'open.tooMuchWork': 'The rules take more work than is done for one run.',
  'open.signIn': 'This depends on how and from where somebody signs in: {detail}.',
  'open.subject': 'A fact about the user was not read: {detail}.',

  'stage.acceptance': 'Acceptance rules of the claims provider',
  'stage.authorization': 'Authorization rules',
  'stage.issuance': 'Issuance rules',
  'stageState.ran': 'Ran',
  'stageState.notGiven': 'Not known: the file does not hold these rules',
  'stageState.notReadable': 'Not readable: an access control policy of which only the name is known',
  'outcome.fired': 'Ran',
  'outcome.idle': 'Conditions did not hold',
  'outcome.open': 'Not known',
  'outcome.refused': 'Could not be run',
  'decision.permit': 'A permit claim lets the user in, and nothing denies.',
  'decision.deny': 'A deny claim keeps the user out; it overrides every permit.',
  'decision.noPermit': 'No rule permits, so the user is kept out.',
  'decision.notGiven': 'Whether the user is let in is not known: the file holds no authorization rules.',
  'decision.notReadable':
    'Whether the user is let in is decided by an access control policy of which only the name is known.',
  'decision.open': 'Whether the user is let in depends on claims that are not known.',
  'form.unqualified': 'names without their domain',
  'form.domainQualified': 'DOMAIN\\name',
  'form.longDomainQualified': 'domain.example\\name',
  'form.sid': 'SIDs',
  'groups.token': 'Groups of the token: nested security groups, the primary group included',
  'groups.memberOf': 'Direct groups, without the primary group',
  'groups.filter': 'Groups that a filter finds, distribution groups included, without the primary group',
};
