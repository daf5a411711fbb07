/** What AWS takes as a pattern of an action or a resource. Source: facts/iam-policy-evaluation.md §3. */

const action = /^(?:\*|\*:\*|[a-z0-9-]+:[a-z0-9*?_.-]+)$/i;

/** True: not an action pattern. Wildcards stand in the name alone. */
export const actionProblem = (text: string): boolean => !action.test(text);

const resource = /^(?:\*|arn:(?:[^:]*(?::[^:*?]*(?::.*)?)?)?)$/s;

/** True: neither an ARN nor `*`. The part that names the service holds no wildcard. */
export const resourceProblem = (text: string): boolean => !resource.test(text);
