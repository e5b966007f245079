/** Whether AWS could have given this id: `i-` or `mi-` with 8 or 17 hexadecimal digits. Hybrid ones have 17. */
export function isNodeId(text: string): boolean {
  return /^(?:i-(?:[0-9a-f]{8}|[0-9a-f]{17})|mi-[0-9a-f]{17})$/.test(text);
}
