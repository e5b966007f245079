const longest = 1000;

/** Whatever was printed may hold anything, brackets too: nothing behind these words is trusted. */
const printed = [
  /\b(Output\w*|StandardOutput\w*|StandardError\w*|Stdout|Stderr|Payload)\s*[=:][\s\S]*$/i,
  /\b(Error|Failure)\s*[=:]\s*[[{"][\s\S]*$/i,
];
const parameterValue = /\b(Parameter\s+"[^"]*"\s+has value)[\s\S]*$/i;
const refusedValue = /\bValue '([^']*)' at '([^']*)'/gi;
const refusedArgument = /\bValue\s*\(\s*([^)]*?)\s*\)\s*for parameter\s+(\w+)/gi;

/**
 * An error's text without what it may quote of parameters and output: steps print what their command printed, and
 * refusals the values that they refuse. Ids of nodes stay; they are what the text is about.
 */
export function cleanMessage(text: string | null | undefined): string | null {
  if (!text) return null;
  const clean = printed
    .reduce((left, pattern) => left.replace(pattern, "$1=[…]"), text)
    .replace(parameterValue, "$1 “…”")
    .replace(refusedValue, (whole, value: string, member: string) =>
      isAboutTargets(member) && isHarmless(value) ? whole : `Value '…' at '${member}'`,
    )
    .replace(refusedArgument, (whole, value: string, name: string) =>
      isAboutTargets(name) && isHarmless(value) ? whole : `Value (…) for parameter ${name}`,
    );
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}

function isAboutTargets(member: string): boolean {
  return /instance|target|resource/i.test(member) && !/parameter/i.test(member);
}

/** Ids, keys and the like; nothing with which one could sign in is so plain and so short. */
function isHarmless(value: string): boolean {
  return /^\[?(?:m?i-[0-9a-z]{0,40}|InstanceIds|[\s,[\]])*\]?$/i.test(value);
}
