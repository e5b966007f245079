"use client";

import { Contrast, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { IconButton } from "../ui/button.tsx";
import { useIsHydrated } from "../ui/use-now.ts";

const themes = [
  { name: "system", icon: Contrast },
  { name: "light", icon: Sun },
  { name: "dark", icon: Moon },
] as const;

/** The present theme, and the one that comes after it; the server does not know which is chosen. */
export function useThemeCycle() {
  const { theme, setTheme } = useTheme();
  const isHydrated = useIsHydrated();
  const at = Math.max(0, isHydrated ? themes.findIndex((one) => one.name === theme) : 0);
  const next = themes[(at + 1) % themes.length]!;
  return { present: themes[at]!, next, advance: () => setTheme(next.name) };
}

export function ThemeSwitch() {
  const { present, next, advance } = useThemeCycle();
  return (
    <IconButton label={`Theme: ${present.name}. Switch to ${next.name}`} onClick={advance}>
      <present.icon aria-hidden strokeWidth={1.5} />
    </IconButton>
  );
}
