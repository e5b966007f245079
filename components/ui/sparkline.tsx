import { classNames } from "./class-names.ts";

const barWidth = 2;
const step = 3;
const height = 14;
const leastHeight = 2;

/** One bar a value, the last at the right; zero draws none. The number beside it says how many: this is its shape only. */
export function Sparkline({ values, className }: { values: readonly number[]; className?: string }) {
  const most = Math.max(1, ...values);
  const width = Math.max(0, values.length * step - 1);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
      className={classNames("block shrink-0 fill-current text-3 opacity-65", className)}
    >
      {values.map((value, index) => {
        if (value <= 0) return null;
        const barHeight = Math.max(leastHeight, Math.round((value / most) * height));
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place in the row
            key={index}
            x={index * step}
            y={height - barHeight}
            width={barWidth}
            height={barHeight}
          />
        );
      })}
    </svg>
  );
}
