/** What a form refuses, by the forms that the contract takes; said before the engine has to. */
const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/;
const sidForm = /^S-1-\d{1,15}(-\d{1,10}){1,15}$/;
const directoryForm = /^d-[0-9a-f]{10}$/;
const regionForm = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/;

const checks = {
  roleArn: (text: string) => roleArn.test(text),
  sid: (text: string) => sidForm.test(text),
  directory: (text: string) => directoryForm.test(text),
  region: (text: string) => regionForm.test(text),
  text: (text: string) => text !== '',
} as const;
export type EntryCheck = keyof typeof checks;

/** The check that a field does not pass; empty: it does. */
export const refused = (check: EntryCheck, text: string): EntryCheck | '' =>
  checks[check](text.trim()) ? '' : check;
