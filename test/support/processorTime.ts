/** Seconds of the processor that `run` takes in this process: other work on the machine does not count, so that it may bound what must end soon. */
export function processorSeconds(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
