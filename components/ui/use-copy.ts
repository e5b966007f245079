import { useCallback, useEffect, useRef, useState } from "react";
import { toast } from "./toast.ts";

const shownMs = 1500;

/** Puts text on the clipboard and answers whether it could; `hasCopied` holds for a moment afterwards. */
export function useCopy(): { hasCopied: boolean; copy: (text: string) => Promise<boolean> } {
  const [hasCopied, setHasCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = useCallback(async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      toast({
        title: "The browser refused to copy.",
        detail: "Select the text and copy it by hand.",
        tone: "lost",
      });
      return false;
    }
    setHasCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setHasCopied(false), shownMs);
    return true;
  }, []);

  return { hasCopied, copy };
}
