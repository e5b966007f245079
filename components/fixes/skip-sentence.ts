/** What skips the wait, as a sentence of its own, whichever way it is worded. */
export function skipSentence(skipsTheWait: string): string {
  const text = `${skipsTheWait[0]?.toUpperCase() ?? ""}${skipsTheWait.slice(1)}`.replace(/\.$/, "");
  return /skip/i.test(text) ? `${text}.` : `${text}${text.includes(",") ? "," : ""} to skip the wait.`;
}
