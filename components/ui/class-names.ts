import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["micro", "meta", "body", "lead", "title", "verdict"],
      "font-weight": ["text", "name", "head"],
      radius: ["1", "2", "3"],
      shadow: ["1", "2"],
      spacing: ["rail", "bar", "row", "row-head", "control", "peek"],
    },
  },
});

/** Class names joined; of two that set the same property the later one wins. */
export function classNames(...values: ClassValue[]): string {
  return merge(clsx(values));
}
