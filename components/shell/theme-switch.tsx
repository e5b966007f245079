"use client";

import { Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { IconButton } from "../ui/button.tsx";
import { useIsHydrated } from "../ui/use-now.ts";

/** Half light, half dark: as the system has it. */
function HalfCircle() {
  return (
    <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
      <circle cx="8" cy="8" r="5.3" />
      <path d="M8 2.7a5.3 5.3 0 0 1 0 10.6z" fill="currentColor" stroke="none" />
    </svg>
  );
}

const themes = [
  { name: "system", icon: HalfCircle },
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
