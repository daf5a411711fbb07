/** Claim rules for tests: those that read names from tokens, and those that search for groups by themselves. */
const account = `c:[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname", Issuer == "AD AUTHORITY"]`;
const roles = String.raw`c:[Type == "http://temp/group", Value =~ "(?i)^AWS-(\d{12})-(.+)"]
 => issue(Type = "https://aws.amazon.com/SAML/Attributes/Role", Value = RegExReplace(c.Value, "(?i)^AWS-(\d{12})-(.+)", "arn:aws:iam::$1:saml-provider/corp,arn:aws:iam::$1:role/$2"));`;

const dn = `${account}
 => add(store = "Active Directory", types = ("http://temp/dn"), query = ";distinguishedName;{0}", param = c.Value);`;
const search = (filter: string): string => `${dn}
c1:${account.slice(2)}
 && c2:[Type == "http://temp/dn"]
 => add(store = "Active Directory", types = ("http://temp/group"), query = "(${filter}={1});cn;{0}", param = c1.Value, param = c2.Value);
${roles}`;

export const countsOfRule = (rule: 'token' | 'chain' | 'direct'): string =>
  rule === 'token'
    ? `${account}
 => add(store = "Active Directory", types = ("http://temp/group"), query = ";tokenGroups;{0}", param = c.Value);
${roles}`
    : search(rule === 'chain' ? 'member:1.2.840.113556.1.4.1941:' : 'member');
