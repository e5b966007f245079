const units = ["B", "KB", "MB", "GB", "TB"] as const;

/** `1536` as `1.5 KB`: steps of 1,024, one decimal below ten. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 1,023.6 would round to "1,024 KB", which is 1 MB.
  while (Math.round(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit]}`;
}
