/** Lines for a person, on stderr: stdout belongs to the answer. */
export const say = (line) => process.stderr.write(`treeline: ${line}\n`);
