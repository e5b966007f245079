/** Keys of answers that more than one part of the frame reads or writes. */
export const syncsKey = ["syncs"] as const;
export const settingsKey = ["settings"] as const;
