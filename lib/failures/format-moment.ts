/** A moment as sentences name it; in UTC, as the sentence is stored and read anywhere. */
export function formatMoment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
