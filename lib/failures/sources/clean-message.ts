const longest = 1000;

/**
 * An error's text without what it may quote of parameters and output: steps print what their command printed, and
 * refusals the values that they refuse. Ids of nodes stay; they are what the text is about.
 */
export function cleanMessage(text: string | null | undefined): string | null {
  if (!text) return null;
  const clean = text
    .replace(
      /\b(Output|OutputPayload|Outputs|Error|StandardOutput\w*|StandardError\w*|Failure(?:Message)?|Stdout|Stderr|Payload)\s*(?:=|:)\s*(\[[\s\S]*?\](?=[,.;\s]|$)|\{[\s\S]*\}|"[^"]*")/gi,
      "$1=[…]",
    )
    .replace(
      /\b(Parameter\s+"[^"]*"\s+has value\s+)("[^"]*"|\S+)(.*?not found in\s+)?(\[[^\]]*\])?/gi,
      "$1“…”",
    )
    .replace(/\bValue '([^']*)' at '([^']*)'/gi, (whole, value: string, member: string) =>
      isAboutTargets(member) && isHarmless(value) ? whole : `Value '…' at '${member}'`,
    )
    .replace(
      /\bValue\s*\(\s*([^)]*?)\s*\)\s*for parameter\s+(\w+)/gi,
      (whole, value: string, name: string) =>
        isAboutTargets(name) && isHarmless(value) ? whole : `Value (…) for parameter ${name}`,
    );
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}

function isAboutTargets(member: string): boolean {
  return /instance|target|resource/i.test(member) && !/parameter/i.test(member);
}

/** Ids, keys and the like; nothing with which one could sign in is so plain and so short. */
function isHarmless(value: string): boolean {
  return /^\[?(?:m?i-[0-9a-z-]{0,40}|InstanceIds|[\s,[\]])*\]?$/i.test(value);
}
