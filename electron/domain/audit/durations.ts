/** Seconds of an ISO 8601 duration of hours, minutes and seconds (`PT8H`, `PT1H30M`); null for any other. */
export function sessionSeconds(duration: string): number | null {
  const found = /^P(?:(\d{1,3})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?$/.exec(duration);
  if (!found || duration.length < 3) return null;
  const [days, hours, minutes, seconds] = found.slice(1).map((text) => Number(text ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
