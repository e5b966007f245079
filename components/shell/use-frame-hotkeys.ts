import { usePathname, useRouter } from "next/navigation";
import { useHotkeys } from "react-hotkeys-hook";
import { isAboveThePage, openOverlay, useOverlay } from "./overlay.ts";
import { pages } from "./pages.ts";

/** The keys that work on every page. They rest while something lies over the page. */
export function useFrameHotkeys(toggleRail: () => void): void {
  const router = useRouter();
  const pathname = usePathname();
  const whenFree = { enabled: useOverlay() === null, ignoreEventWhen: isAboveThePage };
  const isFilterHere = pages.some((page) => page.hasFilter && page.href === pathname);

  useHotkeys("mod+k", () => openOverlay("palette"), { preventDefault: true, enableOnFormTags: true });
  // The character and not the place of the key: on many keyboards these stand elsewhere.
  useHotkeys("?", () => openOverlay("shortcuts"), { useKey: true, ...whenFree });
  useHotkeys("[", toggleRail, { useKey: true, ...whenFree });
  useHotkeys("r", () => openOverlay("sync"), whenFree);
  useHotkeys("/", () => openOverlay("palette"), {
    useKey: true,
    preventDefault: true,
    ...whenFree,
    enabled: whenFree.enabled && !isFilterHere,
  });
  useHotkeys(
    pages.map((page) => `g>${page.key}`),
    (_, { keys }) => {
      const page = pages.find((one) => one.key === keys?.at(-1));
      if (page) router.push(page.href);
    },
    whenFree,
  );
}
