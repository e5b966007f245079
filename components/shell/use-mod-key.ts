import { useIsHydrated } from "../ui/use-now.ts";

/** What the key is called that goes with letters on this machine. */
export function useModKey(): "⌘" | "Ctrl" {
  const isHydrated = useIsHydrated();
  return isHydrated && /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";
}
