import { pages } from "./pages.ts";

export type Shortcut = { keys: readonly string[]; does: string };
export type ShortcutGroup = { title: string; shortcuts: readonly Shortcut[] };

/** What the keys do, for the list behind `?`. `mod` is ⌘ or Ctrl. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    title: "Everywhere",
    shortcuts: [
      { keys: ["mod", "k"], does: "Jump to a node, page or action" },
      { keys: ["/"], does: "Search; where there is a filter, filter" },
      ...pages.map((page) => ({ keys: ["g", page.key], does: `Go to ${page.title}` })),
      { keys: ["r"], does: "Show what is read, and when" },
      { keys: ["["], does: "Fold the rail" },
      { keys: ["?"], does: "Show this list" },
      { keys: ["Esc"], does: "Close what is open" },
    ],
  },
  {
    title: "In the table",
    shortcuts: [
      { keys: ["j"], does: "Next row" },
      { keys: ["k"], does: "Row before" },
      { keys: ["Space"], does: "Look into the row" },
      { keys: ["↵"], does: "Open the node" },
      { keys: ["x"], does: "Select the row" },
    ],
  },
  {
    title: "In a drawn path",
    shortcuts: [
      { keys: ["←", "→"], does: "Along the lane" },
      { keys: ["↑", "↓"], does: "To the next lane" },
      { keys: ["↵"], does: "What is known of the hop" },
    ],
  },
  {
    title: "In lists of causes and failures",
    shortcuts: [
      { keys: ["j"], does: "Next row" },
      { keys: ["k"], does: "Row before" },
      { keys: ["↵"], does: "Open or close it" },
      { keys: ["Esc"], does: "Close what is open" },
    ],
  },
];
