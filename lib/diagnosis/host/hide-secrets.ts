const hidden = "(hidden)";

/** A line with one of these is not shown at all: what is secret in it cannot be told from what is not. */
const wholeLines: readonly RegExp[] = [
  /-----(BEGIN|END) [A-Z ]*(PRIVATE KEY|CERTIFICATE)/,
  /^[A-Za-z0-9+/]{60,}={0,2}$/,
  /<(Password|Username)>/i,
  /\b(aws_)?(secret_?(access)?_?key|session_?token|security_?token)\b\s*["']?\s*[:=]/i,
  /\bactivation[-_ ]?code\b\s*["']?\s*[:=]/i,
  /^(export\s+|set\s+)?[A-Z0-9_]*(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|CREDENTIALS?)[A-Z0-9_]*=/i,
];

const parts: readonly [pattern: RegExp, instead: string][] = [
  [/\b(AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/g, hidden],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(\.[\w-]*)?/g, hidden],
  [/(?<=:\/\/)[^\s/@:]+:[^\s/@]+(?=@)/g, hidden],
  [/\b(Credential|Signature|X-Amz-[\w-]+)=[^\s,&"]+/gi, `$1=${hidden}`],
  [/\b(bearer|basic)\s+[\w+/=.-]{8,}/gi, `$1 ${hidden}`],
  [/\b(pass(word|wd|phrase)?|secret|token|api[-_]?key)(["']?\s*[:=]\s*["']?)[^\s"',;]+/gi, `$1$3${hidden}`],
  // The length of a secret access key, in its alphabet, and no hex digest.
  [/(?<![\w+/=])(?=[\w+/]*[A-Z])(?=[\w+/]*[a-z])(?=[\w+/]*\d)[A-Za-z0-9+/]{40}(?![\w+/=])/g, hidden],
];

const longest = 240;
/** Far more than is shown, so that nothing half cut comes into view where much before it is hidden. */
const searched = 4_000;

/** A line as it may be shown: without what looks like a credential, and no longer than is read. */
export function hideSecrets(line: string): string {
  const text = line.trim().slice(0, searched);
  if (wholeLines.some((pattern) => pattern.test(text))) return hidden;
  const shown = parts.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
  return shown.length > longest ? `${shown.slice(0, longest - 1)}…` : shown;
}
