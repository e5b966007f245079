import type { KeyboardEvent } from "react";

const uprightBelowPx = 720;

/** The arrow keys on a hop of a drawn path: along its lane, and to the same column of the next one. */
export function moveAmongHops(event: KeyboardEvent<HTMLElement>): void {
  const hop = event.currentTarget;
  const figure = hop.closest("figure");
  if (!figure) return;
  const lanes = hopsByLane(figure);
  const next =
    figure.clientWidth < uprightBelowPx
      ? uprightTarget(event.key, lanes.flat(), hop)
      : lyingTarget(event.key, lanes, hop);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function hopsByLane(figure: HTMLElement): HTMLElement[][] {
  return [...figure.querySelectorAll("ol")]
    .map((lane) => [...lane.querySelectorAll<HTMLElement>("[data-column]")])
    .filter((hops) => hops.some((hop) => hop.offsetParent !== null));
}

function lyingTarget(key: string, lanes: HTMLElement[][], hop: HTMLElement) {
  const lane = lanes.findIndex((candidates) => candidates.includes(hop));
  const hops = lanes[lane]!;
  const place = hops.indexOf(hop);
  switch (key) {
    case "ArrowRight":
      return hops[place + 1];
    case "ArrowLeft":
      return hops[place - 1];
    case "Home":
      return hops[0];
    case "End":
      return hops.at(-1);
    case "ArrowDown":
      return nearest(lanes[lane + 1], hop);
    case "ArrowUp":
      return nearest(lanes[lane - 1], hop);
    default:
      return undefined;
  }
}

function uprightTarget(key: string, hops: HTMLElement[], hop: HTMLElement) {
  const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  return step === 0 ? undefined : hops[hops.indexOf(hop) + step];
}

function nearest(hops: HTMLElement[] | undefined, from: HTMLElement): HTMLElement | undefined {
  const distance = (hop: HTMLElement) => Math.abs(Number(hop.dataset.column) - Number(from.dataset.column));
  return hops?.toSorted((one, other) => distance(one) - distance(other))[0];
}
