export const copyForms = ['cliPosix', 'cliPowerShell', 'boto3', 'javascript'] as const;
export type CopyForm = (typeof copyForms)[number];
