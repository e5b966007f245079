import type { NodePathAnswer } from "../../lib/api/verdict.ts";
import { classNames } from "../ui/class-names.ts";
import type { Cell } from "./draw-lane.ts";
import type { Wire } from "./hop-look.ts";
import { type DrawnLane, toPathDrawing } from "./path-drawing.ts";
import { PathMark } from "./path-mark.tsx";

/** A path in a narrow panel: one line a hop, one wire a required service, from the instance down to AWS. */
export function PathLadder({ path }: { path: NodePathAnswer }) {
  const { columns, lanes } = toPathDrawing({ lanes: path.lanes.filter(({ isRequired }) => isRequired) });
  const there = lanes.filter(({ service }) => service !== null);
  const back = lanes.find(({ service, stop }) => service === null && stop !== null);
  const template = {
    gridTemplateColumns: `minmax(0, 1fr) ${there.map(({ service }) => (service!.length > 5 ? "76px" : "34px")).join(" ")}`,
  };
  return (
    <>
      <div aria-hidden="true" className="grid pt-1.5 text-micro" style={template}>
        <span />
        {there.map(({ key, service }) => (
          <code key={key} className="text-center text-micro! tracking-[-0.02em]! text-2">
            {service}
          </code>
        ))}
      </div>
      <ol aria-label={there.map(({ service, outcome }) => `${service}: ${outcome}`).join("; ")}>
        {columns.map((column, index) => (
          <li key={column.kind} className="grid h-6 items-center text-meta" style={template}>
            <HopName title={column.title} cells={there.map(({ cells }) => cells[index]!)} />
            {there.map((lane) => (
              <Rung key={lane.key} cell={lane.cells[index]!} above={lane.cells[index - 1]?.wire ?? null} />
            ))}
          </li>
        ))}
      </ol>
      {back && <BackStop lane={back} />}
    </>
  );
}

function HopName({ title, cells }: { title: string; cells: readonly Cell[] }) {
  const hops = cells.flatMap(({ hop }) => hop ?? []);
  const stop = hops.find(({ look }) => look === "blocked" || look === "undecided");
  const isDim = hops.every(({ look }) => look === "beyond" || look === "aside");
  const hue =
    stop?.look === "blocked"
      ? "font-name text-st-lost"
      : stop
        ? "font-name text-st-unknown"
        : isDim && "text-3";
  return (
    <span className={classNames("truncate", hue)}>
      {title}{" "}
      <code className={classNames("ml-1 font-text! text-micro!", !stop && "text-3")}>
        {(stop ?? hops[0])?.name}
      </code>
      {stop && <span className="sr-only">: {stop.words}</span>}
    </span>
  );
}

const wires: Record<Wire, string> = {
  open: "bg-fill-reachable",
  dotted: "bg-[repeating-linear-gradient(var(--line-strong)_0_2px,transparent_2px_5px)]",
  doubtful: "bg-[repeating-linear-gradient(var(--edge-unknown)_0_2px,transparent_2px_5px)]",
};

function Rung({ cell: { hop, wire }, above }: { cell: Cell; above: Wire | null }) {
  return (
    <span aria-hidden="true" className="relative grid h-6 place-items-center">
      {above && (
        <span className={classNames("absolute top-0 left-[calc(50%-1px)] h-1/2 w-0.5", wires[above])} />
      )}
      {wire && (
        <span className={classNames("absolute bottom-0 left-[calc(50%-1px)] h-1/2 w-0.5", wires[wire])} />
      )}
      {hop && hop.look !== "aside" && (
        <PathMark look={hop.look} size={15} className="relative [--surface:var(--bg-raised)]" />
      )}
    </span>
  );
}

/** What goes out and is not answered looks fine on the way there. */
function BackStop({ lane: { stop, note } }: { lane: DrawnLane }) {
  return (
    <p
      className={classNames(
        "mt-1 flex items-center gap-2 text-meta font-name",
        stop!.look === "blocked" ? "text-st-lost" : "text-st-unknown",
      )}
    >
      <PathMark look={stop!.look === "blocked" ? "blocked" : "undecided"} size={14} />
      Way back, {note}: {stop!.words}
    </p>
  );
}
