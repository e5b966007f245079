const height = 18;
const step = 6;
const barWidth = 5;

/** Counts of the last days, as bars; a day without one is a hairline. The words say the same. */
export function TrendBars({ counts, label }: { counts: readonly number[]; label: string }) {
  const most = Math.max(1, ...counts);
  const width = counts.length * step - 1;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={label}>
      {counts.map((count, day) => {
        const tall = count === 0 ? 1 : Math.max(2.5, (count / most) * (height - 2));
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: days in their order
            key={day}
            x={day * step}
            y={height - tall}
            width={barWidth}
            height={tall}
            rx={count === 0 ? 0 : 1}
            className={count === 0 ? "fill-(--line)" : "fill-(--text-3)"}
          />
        );
      })}
    </svg>
  );
}
