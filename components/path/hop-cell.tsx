import { classNames } from "../ui/class-names.ts";
import type { Cell, DrawnHop } from "./draw-lane.ts";
import type { HopLook, Wire } from "./hop-look.ts";
import { moveAmongHops } from "./move-among-hops.ts";
import { PathMark } from "./path-mark.tsx";
import { mendedGround, surfaces } from "./surface.ts";

type HopCellProps = {
  cell: Cell;
  title: string;
  isBack: boolean;
  /** The band that joins this hop to the reason below it. */
  hasBand: boolean;
  isOpen: boolean;
  /** Where Tab enters the lane; the arrows lead on from there. */
  isEntry: boolean;
  detailId: string;
  onToggle: (hop: DrawnHop) => void;
};

/** One column's place on a lane: lying where there is room for columns, standing where there is not. */
export function HopCell({ cell: { hop, wire }, title, isBack, hasBand, ...button }: HopCellProps) {
  return (
    <li
      style={{ "--column": hop?.column ?? 0 } as React.CSSProperties}
      className={classNames(
        "relative min-w-0 @min-[720px]/path:py-2 @min-[720px]/path:pr-(--hop-gap)",
        !hop && "@max-[720px]/path:hidden",
      )}
    >
      {hop && (hasBand || hop.look === "blocked" || hop.isMended) && (
        <span
          aria-hidden="true"
          className="absolute -inset-x-4 inset-y-0 bg-(--ground) @min-[720px]/path:-left-2.5 @min-[720px]/path:right-1.5"
          style={
            {
              "--ground": hop.isMended && !hasBand ? mendedGround : surfaces[hop.look].ground,
            } as React.CSSProperties
          }
        />
      )}
      {wire && <WireLine wire={wire} look={hop?.look ?? null} />}
      {wire && isBack && <Chevron />}
      {hop && <HopButton hop={hop} title={title} isBack={isBack} {...button} />}
    </li>
  );
}

const lying: Record<Wire, string> = {
  open: "@min-[720px]/path:bg-fill-reachable",
  dotted:
    "@min-[720px]/path:bg-[repeating-linear-gradient(90deg,var(--line-strong)_0_3px,transparent_3px_7px)]",
  doubtful:
    "@min-[720px]/path:bg-[repeating-linear-gradient(90deg,var(--edge-unknown)_0_3px,transparent_3px_7px)]",
};

const standing: Record<Wire, string> = {
  open: "bg-fill-reachable",
  dotted: "bg-[repeating-linear-gradient(var(--line-strong)_0_3px,transparent_3px_7px)]",
  doubtful: "bg-[repeating-linear-gradient(var(--edge-unknown)_0_3px,transparent_3px_7px)]",
};

/** From the edge of this hop's mark to that of the next one. */
function WireLine({ wire, look }: { wire: Wire; look: HopLook | null }) {
  const start =
    look === null || look === "aside"
      ? "@min-[720px]/path:left-0"
      : look === "beyond"
        ? "@min-[720px]/path:left-[13px]"
        : look === "open" || look === "partly"
          ? "@min-[720px]/path:left-4"
          : "@min-[720px]/path:left-[19px]";
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "absolute z-1 top-[23px] -bottom-[7px] left-[7px] w-0.5 @min-[720px]/path:top-[15px] @min-[720px]/path:-right-[3px] @min-[720px]/path:bottom-auto @min-[720px]/path:h-0.5 @min-[720px]/path:w-auto",
        start,
        standing[wire],
        lying[wire],
      )}
    />
  );
}

function Chevron() {
  return (
    <span
      aria-hidden="true"
      className="absolute top-[13.5px] left-[calc(50%+4px)] hidden size-[5px] rotate-45 border-b-[1.5px] border-l-[1.5px] border-(--text-3) bg-page @min-[720px]/path:block"
    />
  );
}

const nameHues: Record<HopLook, string> = {
  open: "text-1",
  partly: "text-1",
  blocked: "text-st-lost",
  undecided: "text-1",
  beyond: "text-3",
  aside: "text-3",
};

const wordHues: Record<HopLook, string> = {
  open: "text-2",
  partly: "font-name text-st-degraded",
  blocked: "font-name text-st-lost",
  undecided: "font-name text-st-unknown text-balance @min-[720px]/path:whitespace-normal!",
  beyond: "text-3",
  aside: "text-3",
};

const lookWords: Record<HopLook, string> = {
  open: "open",
  partly: "open in part",
  blocked: "blocked",
  undecided: "undecided",
  beyond: "not reached",
  aside: "not crossed",
};

type HopButtonProps = Omit<HopCellProps, "cell" | "hasBand"> & { hop: DrawnHop };

function HopButton({ hop, title, isBack, isOpen, isEntry, detailId, onToggle }: HopButtonProps) {
  const { look, name, words, isMended } = hop;
  return (
    <button
      type="button"
      data-column={hop.column}
      tabIndex={isEntry ? 0 : -1}
      aria-expanded={isOpen}
      aria-controls={isOpen ? detailId : undefined}
      title={`${title}: ${hop.hop.resources.map(({ id }) => id).join(", ") || name || words}`}
      onClick={() => onToggle(hop)}
      onKeyDown={moveAmongHops}
      className="group/hop relative z-1 grid min-h-[30px] w-full grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2.5 rounded-1 py-1 text-left text-micro/[15px] @min-[720px]/path:block @min-[720px]/path:min-h-0 @min-[720px]/path:py-0"
    >
      <span className="grid size-4 place-items-center">
        {look === "aside" ? (
          <span aria-hidden="true" className="size-1 rounded-full bg-(--line-strong)" />
        ) : (
          <PathMark look={look} />
        )}
      </span>
      <span
        className={classNames(
          "truncate text-meta/[18px] @min-[720px]/path:sr-only",
          look === "blocked" ? "font-name text-st-lost" : look === "beyond" ? "text-3" : "text-1",
        )}
      >
        {title} <span className="sr-only">({isMended ? "opened" : lookWords[look]}): </span>
      </span>
      {!isBack && name !== "" && (
        <code
          className={classNames(
            "text-right text-micro! tracking-[-0.04em]! @min-[720px]/path:mt-1.5 @min-[720px]/path:block @min-[720px]/path:truncate @min-[720px]/path:text-left group-hover/hop:underline group-hover/hop:underline-offset-3",
            isMended ? "text-st-reachable" : nameHues[look],
          )}
        >
          {name}
        </code>
      )}
      <span
        className={classNames(
          "col-[2/-1] @min-[720px]/path:block @min-[720px]/path:truncate",
          isBack && "@max-[720px]/path:col-start-3 @min-[720px]/path:mt-1",
          !isBack && name === "" && "@min-[720px]/path:mt-1.5 @min-[720px]/path:whitespace-normal!",
          // Standing, "would pass" beside every hop would hide the one that blocks as well.
          look === "beyond" && !isBack && hop.hop.state !== "block" && "@max-[720px]/path:hidden",
          isMended ? "font-name text-st-reachable" : wordHues[look],
        )}
      >
        {words}
      </span>
    </button>
  );
}
