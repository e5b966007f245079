"use client";

import { Check, Copy } from "lucide-react";
import type { ReactNode } from "react";
import { Button, IconButton } from "./button.tsx";
import { useCopy } from "./use-copy.ts";

/** Copies `text`. With children it is a button with words, without an icon alone. */
export function CopyButton({
  text,
  label,
  children,
  className,
}: {
  text: string;
  /** What it does, as "Copy the instance id". */
  label: string;
  children?: ReactNode;
  className?: string;
}) {
  const { hasCopied, copy } = useCopy();
  const icon = hasCopied ? <Check aria-hidden strokeWidth={1.75} /> : <Copy aria-hidden strokeWidth={1.5} />;
  const said = (
    <span className="sr-only" aria-live="polite">
      {hasCopied ? "Copied" : ""}
    </span>
  );
  if (children === undefined) {
    return (
      <IconButton size="smallIcon" label={label} className={className} onClick={() => copy(text)}>
        {icon}
        {said}
      </IconButton>
    );
  }
  return (
    <Button className={className} aria-label={label} onClick={() => copy(text)}>
      {icon}
      {children}
      {said}
    </Button>
  );
}
