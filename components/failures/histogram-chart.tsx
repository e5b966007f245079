"use client";

import { AxisBottom, AxisLeft } from "@visx/axis";
import { Brush } from "@visx/brush";
import { Group } from "@visx/group";
import { scaleBand, scaleLinear, scaleOrdinal, scaleTime } from "@visx/scale";
import { BarStack } from "@visx/shape";
import { useState } from "react";
import type { FailureHistogram } from "../../lib/api/failure.ts";
import { formatCount } from "../../lib/format/count.ts";
import { useNow } from "../ui/use-now.ts";
import { BucketFigures } from "./bucket-figures.tsx";
import { dayMs, labelTick, nameBucket } from "./bucket-time.ts";
import { type HistogramSeries, peakOf, totalsOf } from "./histogram-series.ts";
import { seriesFills } from "./series-looks.ts";

const left = 34;
const top = 14;
const bottom = 20;
const segmentGap = 0.8;
const labelWidth = 88;

type HistogramChartProps = {
  histogram: FailureHistogram;
  series: readonly HistogramSeries[];
  width: number;
  height: number;
  /** Asks for the time between two moments. */
  onZoom: (from: number, to: number) => void;
};

/** Bars of kinds on each other. A part that is drawn over is looked into; a click looks into one bar. */
export function HistogramChart({ histogram, series, width, height, onZoom }: HistogramChartProps) {
  const now = useNow();
  const [hovered, setHovered] = useState<number | null>(null);
  const { starts, bucketMs } = histogram;
  const totals = totalsOf(series, starts.length);
  const inner = { width: Math.max(1, width - left), height: height - top - bottom };
  const end = starts.at(-1)! + bucketMs;
  const x = scaleTime<number>({ domain: [starts[0]!, end], range: [0, inner.width] });
  const bands = scaleBand<number>({
    domain: starts,
    range: [0, inner.width],
    paddingInner: 0.15,
    paddingOuter: 0.075,
  });
  const y = scaleLinear<number>({ domain: [0, Math.max(1, ...totals)], range: [inner.height, 0], nice: 3 });
  const bucketAt = (pixel: number) =>
    Math.min(starts.length - 1, Math.max(0, Math.floor((pixel / inner.width) * starts.length)));
  const pixelOf = (event: React.PointerEvent) =>
    event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;

  return (
    <figure className="relative" onPointerLeave={() => setHovered(null)}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={`Failures through time by kind: ${series.map(({ title, total }) => `${title} ${formatCount(total)}`).join(", ")}`}
        className="block overflow-visible select-none"
      >
        <Group left={left} top={top}>
          {hovered !== null && (
            <rect
              x={x(starts[hovered]!)}
              width={inner.width / starts.length}
              height={inner.height}
              className="fill-(--bg-hover)"
            />
          )}
          <AxisLeft
            scale={y}
            numTicks={3}
            hideAxisLine
            hideTicks
            tickFormat={(value) => (Number.isInteger(value) && value !== 0 ? formatCount(Number(value)) : "")}
            tickLabelProps={{
              className: "fill-(--text-3) text-micro font-sans",
              textAnchor: "end",
              dx: 2,
              dy: 4,
            }}
          />
          {y
            .ticks(3)
            .filter((value) => value > 0 && Number.isInteger(value))
            .map((value) => (
              <line
                key={value}
                x1={0}
                x2={inner.width}
                y1={y(value)}
                y2={y(value)}
                className="stroke-(--line-faint)"
              />
            ))}
          <Bars series={series} starts={starts} bands={bands} y={y} />
          <AxisBottom
            scale={x}
            top={inner.height + 0.5}
            tickValues={ticksOf(x, histogram, inner.width)}
            hideTicks
            axisLineClassName="stroke-(--line-strong)"
            tickFormat={(value) => labelTick(Number(value), bucketMs, now)}
            tickLabelProps={{
              className: "fill-(--text-3) text-micro font-sans",
              textAnchor: "middle",
              // A day is its bar; an hour is where one begins.
              dx: bucketMs < dayMs ? 0 : inner.width / starts.length / 2,
              dy: 3,
            }}
          />
          <Peak series={series} starts={starts} bucketMs={bucketMs} now={now} x={x} width={inner.width} />
          <g onPointerMove={(event) => setHovered(bucketAt(pixelOf(event)))}>
            <Brush
              key={`${starts[0]} ${end} ${width}`}
              xScale={x}
              yScale={y}
              width={inner.width}
              height={inner.height}
              brushDirection="horizontal"
              handleSize={6}
              resetOnEnd
              useWindowMoveEvents
              selectedBoxStyle={{ fill: "var(--accent)", fillOpacity: 0.15, stroke: "var(--accent)" }}
              onBrushEnd={(bounds) => bounds && onZoom(bounds.x0, bounds.x1)}
              onClick={(event) => {
                const start = starts[bucketAt(event.nativeEvent.offsetX - left)]!;
                onZoom(start, start);
              }}
            />
          </g>
        </Group>
      </svg>
      {hovered !== null && totals[hovered]! > 0 && (
        <BucketFigures
          title={nameBucket(starts[hovered]!, bucketMs, now)}
          series={series}
          bucket={hovered}
          at={left + x(starts[hovered]!) + inner.width / starts.length / 2}
          width={width}
        />
      )}
    </figure>
  );
}

type BarsProps = {
  series: readonly HistogramSeries[];
  starts: readonly number[];
  bands: ReturnType<typeof scaleBand<number>>;
  y: ReturnType<typeof scaleLinear<number>>;
};

function Bars({ series, starts, bands, y }: BarsProps) {
  const ranks = series.map((_, rank) => String(rank));
  return (
    <BarStack<{ start: number; at: number }, string>
      data={starts.map((start, at) => ({ start, at }))}
      keys={ranks}
      x={({ start }) => start}
      value={({ at }, rank) => series[Number(rank)]!.counts[at]!}
      xScale={bands}
      yScale={y}
      color={scaleOrdinal<string, string>({ domain: ranks, range: [...seriesFills] })}
    >
      {(stacks) =>
        stacks.flatMap((stack) =>
          stack.bars
            .filter(({ height }) => height > 0)
            .map(({ index, x, y: barTop, width, height, color }) => (
              <rect
                key={`${stack.key} ${index}`}
                x={x}
                y={barTop + Math.min(segmentGap, height / 3)}
                width={Math.max(1, width)}
                height={Math.max(0.6, height - segmentGap)}
                className={color}
              />
            )),
        )
      }
    </BarStack>
  );
}

type PeakProps = Pick<BarsProps, "series" | "starts"> & {
  bucketMs: number;
  now: number;
  x: ReturnType<typeof scaleTime<number>>;
  width: number;
};

/** What stands out is said beside it. */
function Peak({ series, starts, bucketMs, now, x, width }: PeakProps) {
  const peak = peakOf(series, starts.length);
  if (!peak || width < 400) return null;
  const start = starts[peak.bucket]!;
  const isRight = x(start) > width / 2;
  return (
    <text
      x={isRight ? x(start) - 8 : x(start + bucketMs) + 8}
      y={12}
      textAnchor={isRight ? "end" : "start"}
      className="fill-(--text) text-micro font-name"
    >
      {formatCount(peak.total)} {peakTime(nameBucket(start, bucketMs, now))}, {formatCount(peak.most.count)}{" "}
      of them {peak.most.title}
    </text>
  );
}

function peakTime(name: string): string {
  if (name === "today") return name;
  return name.includes(" to ") ? `from ${name}` : `on ${name}`;
}

/** As many beginnings as have room: of whole days those of bars, else hours and midnights as people count them. */
function ticksOf(
  x: ReturnType<typeof scaleTime<number>>,
  { starts, bucketMs }: Pick<FailureHistogram, "starts" | "bucketMs">,
  width: number,
): number[] {
  if (bucketMs < dayMs) {
    const ticks = x.ticks(Math.max(2, Math.floor(width / labelWidth))).map(Number);
    // A label stands to both sides of its moment: what would lead out of the chart is left out.
    return ticks.filter((at) => x(at) <= width - labelWidth / 3);
  }
  const step = Math.max(1, Math.ceil((starts.length * labelWidth) / width));
  return starts.filter((_, at) => at % step === 0);
}
