import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { CopyButton } from "./copy-button.tsx";

/** What AWS would print, within a sentence: an id, an action, an error's name. */
export function Code({ className, ...rest }: ComponentProps<"code">) {
  return <code className={classNames("whitespace-nowrap", className)} {...rest} />;
}

/** Lines to read or to copy. The copy button appears in its corner and copies `text` exactly. */
export function CodeBlock({
  text,
  label,
  className,
  maxHeight = "none",
}: {
  text: string;
  /** What is copied, as "policy statement". */
  label: string;
  className?: string;
  maxHeight?: string | number;
}) {
  return (
    <div className={classNames("group relative rounded-2 border border-line bg-page text-1", className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} style={{ maxHeight }} className="overflow-auto py-2 pr-10 pl-3 text-micro/[17px]">
        {text}
      </pre>
      <CopyButton
        text={text}
        label={`Copy ${label}`}
        className="absolute top-1 right-1 bg-page! opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
      />
    </div>
  );
}
