import { hash } from "node:crypto";

/**
 * Ids are digests of the seed and a label, so one resource keeps its id whatever the size of the fleet, the order of
 * building or the hour. Callers give labels that are unique within a prefix.
 */
export type Identifiers = {
  /** An EC2 or SSM id: the prefix and 17 hexadecimal digits. */
  resource(prefix: string, label: string): string;
  uuid(label: string): string;
  /** Digits of a digest, for MAC addresses, IAM ids and the like. */
  hex(label: string, length: number): string;
  /** IAM's unique ids: a prefix of four letters and 17 of A–Z and 2–7. */
  iam(prefix: string, label: string): string;
};

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function identifiersFor(seed: number): Identifiers {
  const hex = (label: string, length: number) => hash("sha1", `${seed}/${label}`).slice(0, length);
  return {
    hex,
    resource: (prefix, label) => `${prefix}-0${hex(`${prefix}/${label}`, 16)}`,
    uuid: (label) => {
      const digits = hex(`uuid/${label}`, 32);
      const groups = [
        digits.slice(0, 8),
        digits.slice(8, 12),
        `4${digits.slice(13, 16)}`,
        `a${digits.slice(17, 20)}`,
      ];
      return [...groups, digits.slice(20, 32)].join("-");
    },
    iam: (prefix, label) => {
      const digits = hex(`iam/${prefix}/${label}`, 34);
      let id = prefix;
      for (let index = 0; index < 17; index++) {
        id += base32[Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16) % 32];
      }
      return id;
    },
  };
}
