/** Less is a correction of the clock, as happens all the time. */
const setBackMs = 60_000;

/** Notices that the machine's clock was set back: whatever was due by the old one lies in a future that is called off. */
export function clockWatch(): (now: number) => boolean {
  let last = 0;
  return (now) => {
    const isSetBack = now < last - setBackMs;
    last = now;
    return isSetBack;
  };
}
