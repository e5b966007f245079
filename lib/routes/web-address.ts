/** A host without the brackets that an address of IPv6 has in a URL. */
export function bareHost(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}

/** Where a browser finds what listens there. */
export function webAddress(host: string, port: number): string {
  const bare = bareHost(host);
  return `http://${bare.includes(":") ? `[${bare}]` : bare}:${port}`;
}
