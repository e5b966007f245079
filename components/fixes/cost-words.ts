/** A price in a month, and how it comes about; that a Region's price is not known is said, never guessed. */
export function costWords(cost: { monthlyUsd: number | null; sentence: string } | null): string {
  if (cost === null) return "None";
  const { monthlyUsd, sentence } = cost;
  if (monthlyUsd === 0) return sentence;
  if (monthlyUsd === null) return `Price unknown. ${sentence}`;
  const money = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: "USD",
    maximumFractionDigits: 0,
  });
  return `About ${money.format(monthlyUsd)} a month. ${sentence}`;
}
