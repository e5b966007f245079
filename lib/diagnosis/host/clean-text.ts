/** So much is read: more than a console keeps, and than any table has. */
export const maximumCharacters = 256 * 1024;

/**
 * What a person pasted, as plain lines, and what was left out of it, in sentences. `instanceId` is that of the JSON around it,
 * where there is one.
 */
export type CleanText = {
  lines: readonly string[];
  leftOut: readonly string[];
  instanceId: string | null;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what terminals and serial consoles print
const escapes = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff]/g;

/**
 * Takes text as terminals, consoles and clipboards give it: with colours, with any line ends, in base64 as the API sends
 * console output, or within the JSON that the command line prints. Of too much it keeps the end, which is the newest.
 */
export function cleanText(pasted: string): CleanText {
  const leftOut: string[] = [];
  let text = pasted;
  if (text.length > maximumCharacters) {
    leftOut.push(
      `Only the last ${maximumCharacters / 1024} KiB were read, of ${Math.ceil(text.length / 1024)}.`,
    );
    text = text.slice(-maximumCharacters);
  }
  const { output, instanceId } = unwrap(text);
  const lines = output
    .replace(escapes, "")
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(controls, ""));
  return { lines, leftOut, instanceId };
}

/** Console output as `aws ec2 get-console-output` prints it, and as the API sends it. */
function unwrap(text: string): { output: string; instanceId: string | null } {
  const trimmed = text.trim();
  const answer = trimmed.startsWith("{") ? parseObject(trimmed) : {};
  const output = "Output" in answer && typeof answer.Output === "string" ? answer.Output : undefined;
  const instanceId =
    "InstanceId" in answer && typeof answer.InstanceId === "string" ? answer.InstanceId : null;
  return { output: decodeBase64(output ?? trimmed) ?? output ?? text, instanceId };
}

function parseObject(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

function decodeBase64(text: string): string | undefined {
  const packed = text.replace(/\s+/g, "");
  if (packed.length < 40 || packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed))
    return undefined;
  const decoded = Buffer.from(packed, "base64").toString("utf8");
  // Text decodes to text: anything else only happened to have the alphabet.
  return /[ \n]/.test(decoded) && !decoded.includes("\ufffd") ? decoded : undefined;
}
