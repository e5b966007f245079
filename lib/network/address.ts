import ipaddr from "ipaddr.js";
import type { Interval, IntervalSet, Point } from "./interval-set.ts";

export type Family = 4 | 6;

/** The addresses of a CIDR block as an interval. */
export type Block = {
  family: Family;
  length: number;
  interval: Interval;
  set: IntervalSet;
  /** Whether all of it is private space of IPv4. Tables ask it of each route, so it is found out once a block. */
  isPrivate: boolean;
};

/** What no internet gateway forwards (network-path 3.4), with what carriers number their customers with (RFC 6598). */
export const privateSpace = [
  [0x0a_00_00_00, 0x0a_ff_ff_ff], // 10.0.0.0/8
  [0x64_40_00_00, 0x64_7f_ff_ff], // 100.64.0.0/10
  [0xac_10_00_00, 0xac_1f_ff_ff], // 172.16.0.0/12
  [0xc0_a8_00_00, 0xc0_a8_ff_ff], // 192.168.0.0/16
] as const satisfies IntervalSet;

export type ParsedAddress = { family: Family; value: Point };

/** IPv4 becomes an unsigned 32-bit number, IPv6 a big integer. Undefined where `text` is no address. */
export function parseAddress(text: string): ParsedAddress | undefined {
  if (!text.includes(":")) {
    const value = parseIpv4(text, text.length);
    return value === -1 ? undefined : { family: 4, value };
  }
  if (!ipaddr.IPv6.isValid(text)) return undefined;
  return { family: 6, value: toBigInt(ipaddr.IPv6.parse(text)) };
}

/** Rules and routes of one estate say the same few blocks over and over; those of single hosts they rarely repeat. */
const known = new Map<string, Block>();
const mostKnown = 10_000;

/** Undefined where `text` is no block. Bits behind the prefix are ignored, as AWS ignores them. */
export function parseBlock(text: string): Block | undefined {
  const before = known.get(text);
  if (before !== undefined) return before;
  const slash = text.indexOf("/");
  if (slash === -1) return undefined;
  const length = Number(text.slice(slash + 1));
  if (!Number.isInteger(length) || length < 0) return undefined;
  const block = text.includes(":")
    ? parseBlock6(text.slice(0, slash), length)
    : parseBlock4(text, slash, length);
  if (block !== undefined && !text.endsWith("/32")) {
    if (known.size === mostKnown) known.clear();
    known.set(text, block);
  }
  return block;
}

function parseBlock4(text: string, slash: number, length: number): Block | undefined {
  const value = parseIpv4(text, slash);
  if (value === -1 || length > 32) return undefined;
  const size = 2 ** (32 - length);
  const from = value - (value % size);
  const to = from + size - 1;
  const isPrivate = privateSpace.some(([first, last]) => first <= from && to <= last);
  return toBlock(4, length, [from, to], isPrivate);
}

function parseBlock6(address: string, length: number): Block | undefined {
  if (length > 128 || !ipaddr.IPv6.isValid(address)) return undefined;
  const size = 1n << BigInt(128 - length);
  const value = toBigInt(ipaddr.IPv6.parse(address));
  const from = value - (value % size);
  return toBlock(6, length, [from, from + size - 1n], false);
}

function toBlock(family: Family, length: number, interval: Interval, isPrivate: boolean): Block {
  return { family, length, interval, set: [interval], isPrivate };
}

/** The blocks of one family, without what is none. */
export function intervalsOf(blocks: readonly string[], family: Family): Interval[] {
  const intervals: Interval[] = [];
  for (const text of blocks) {
    const block = parseBlock(text);
    if (block?.family === family) intervals.push(block.interval);
  }
  return intervals;
}

export function formatAddress(value: Point): string {
  if (typeof value === "bigint") {
    const bytes = Array.from({ length: 16 }, (_, index) =>
      Number((value >> BigInt(8 * (15 - index))) & 0xffn),
    );
    return new ipaddr.IPv6(bytes).toString();
  }
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join(".");
}

const inWords = new Intl.ListFormat("en-GB");

/** The addresses as people write them: single ones by themselves, blocks as blocks, others as ranges; at most `limit` of them. */
export function formatAddresses(set: IntervalSet, limit = 3): string {
  const words = set.slice(0, limit).map(formatInterval);
  const rest = set.length - words.length;
  return inWords.format(rest > 0 ? [...words, `${rest} more`] : words);
}

function formatInterval([from, to]: Interval): string {
  if (from === to) return formatAddress(from);
  const start = BigInt(from);
  const size = BigInt(to) - start + 1n;
  const isBlock = (size & (size - 1n)) === 0n && start % size === 0n;
  const width = typeof from === "bigint" ? 128 : 32;
  const bits = size.toString(2).length - 1;
  return isBlock ? `${formatAddress(from)}/${width - bits}` : `${formatAddress(from)}–${formatAddress(to)}`;
}

/** -1 where the text up to `end` is no dotted quad. Written by hand: a hundred thousand nodes have one each. */
function parseIpv4(text: string, end: number): number {
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let index = 0; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 46) {
      if (digits === 0 || dots === 3) return -1;
      value = value * 256 + octet;
      octet = 0;
      digits = 0;
      dots += 1;
    } else {
      if (code < 48 || code > 57 || digits === 3) return -1;
      octet = octet * 10 + code - 48;
      digits += 1;
      if (octet > 255) return -1;
    }
  }
  return digits === 0 || dots !== 3 ? -1 : value * 256 + octet;
}

function toBigInt(address: ipaddr.IPv6): bigint {
  return address.parts.reduce((value, part) => (value << 16n) | BigInt(part), 0n);
}
