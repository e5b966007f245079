import { Activity, Contrast, Keyboard, Link, type LucideIcon, RefreshCw } from "lucide-react";
import { useReadNow } from "../sync/use-read-now.ts";
import { toast } from "../ui/toast.ts";
import { useCopy } from "../ui/use-copy.ts";
import { openOverlay } from "./overlay.ts";
import { useThemeCycle } from "./theme-switch.tsx";

export type Action = { title: string; alsoCalled: string; icon: LucideIcon; key?: string; run: () => void };

/** What can be done from anywhere. */
export function useActions(): Action[] {
  const readNow = useReadNow();
  const theme = useThemeCycle();
  const { copy } = useCopy();
  return [
    {
      title: "Read everything now",
      alsoCalled: "sync refresh reload update",
      icon: RefreshCw,
      run: () => {
        readNow.mutate({});
        openOverlay("sync");
      },
    },
    {
      title: "Show what is read, and when",
      alsoCalled: "sync freshness scopes progress gaps permissions denied",
      icon: Activity,
      key: "r",
      run: () => openOverlay("sync"),
    },
    {
      title: "Copy the link to this page",
      alsoCalled: "url address share",
      icon: Link,
      run: () =>
        void copy(window.location.href).then(
          (hasCopied) => hasCopied && toast({ title: "The link is copied." }),
        ),
    },
    {
      title: `Switch to the ${theme.next.name} theme`,
      alsoCalled: "toggle theme dark light system mode appearance",
      icon: Contrast,
      run: theme.advance,
    },
    {
      title: "Show the keyboard shortcuts",
      alsoCalled: "keys help",
      icon: Keyboard,
      key: "?",
      run: () => openOverlay("shortcuts"),
    },
  ];
}
