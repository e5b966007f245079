"use client";

import { type PointerEvent, useRef, useState } from "react";
import { classNames } from "../ui/class-names.ts";

type ResizeHandleProps = {
  least: number;
  /** Null gives the column back the width that it has by itself. */
  onResize: (width: number | null) => void;
};

/** The edge of a column's head: it is dragged, by mouse or finger, and a double click lets the width go. */
export function ResizeHandle({ least, onResize }: ResizeHandleProps) {
  const start = useRef({ x: 0, width: 0 });
  const [isDragged, setIsDragged] = useState(false);

  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    if (event.button !== 0) return;
    const head = event.currentTarget.parentElement!;
    start.current = { x: event.clientX, width: head.getBoundingClientRect().width };
    event.currentTarget.setPointerCapture(event.pointerId);
    setIsDragged(true);
  };
  const drag = (event: PointerEvent<HTMLSpanElement>) => {
    if (!isDragged) return;
    const { x, width } = start.current;
    onResize(Math.max(least, Math.round(width + event.clientX - x)));
  };

  return (
    <span
      aria-hidden="true"
      onPointerDown={begin}
      onPointerMove={drag}
      onLostPointerCapture={() => setIsDragged(false)}
      onDoubleClick={() => onResize(null)}
      className={classNames(
        "absolute top-0 -right-[9px] h-full w-2 cursor-col-resize touch-none after:absolute after:inset-y-1 after:left-1 after:w-px hover:after:bg-(--line-strong)",
        isDragged && "after:bg-accent",
      )}
    />
  );
}
