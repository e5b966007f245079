import { createHmac } from "node:crypto";
import { createAddressMap } from "./redact-address.ts";

/** Other words for accounts, names and addresses: the same for the same, wherever it stands. */
export type Redaction = {
  account(id: string): string;
  name(text: string): string;
  /** Each part of a path is a name. */
  path(text: string): string;
  /** A tag is always somebody's own word, whatever it begins with. */
  tagValue(text: string): string;
  /** A host's name with the domain of its owner. */
  host(text: string): string;
  /** Whatever can be found in any text: accounts, addresses, and the names in ARNs. */
  text(text: string): string;
};

/** Names of AWS's own, the same in every account: they tell nothing, and rules go by them. */
const commonName =
  /^(?:aws|amazon|com\.amazonaws|default$|name$|service-role$|ssm-sessionmanagerrunshell$|standard$|advanced$|v\d+$)/i;

const arn = /(arn:[\w-]+:([\w-]*):[\w*-]*:(aws|\d{12}|\*|):)([^\s"',;)]+)/g;
/** What stands between the separators and wildcards of an ARN's resource; a policy's variable is a rule and no name. */
const partOfResource = /\$\{[^}]*\}|[^/:*?]+/g;
const resourceId =
  /^(?:[a-z]{1,8}(?:-(?:svc|attach|assoc|exclude|cidr-assoc))?-(?:[0-9a-f]{8}|[0-9a-f]{17})|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** Who puts answers together by hand may have shorter ones. */
const idOfEc2 = /^(?:i|vpc|subnet|sg|acl|rtb|igw|eigw|nat|eni|vpce|pl|pcx|tgw|ami|snap|vol)-[\w-]+$/;
/** An id of which a policy writes the start and a wildcard. */
const startOfId = /^(?:i|mi|vpc|vpce|subnet|sg|eni)-[0-9a-f]{0,17}$/;
const macAddress = /(?<![\w:])[0-9a-f]{2}(?::[0-9a-f]{2}){5}(?![\w:])/gi;
const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** Only AWS can read what is in it, for the account that it came from. */
const encodedMessage = /(?<=Encoded authorization failure message: )\S+/g;
/** An access key has its account's id in it. */
const accessKey = /\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g;
const organizationId = /(?<![\w-])o-[a-z0-9]{10,32}(?![\w-])/g;
/** Of what has no ARN, IAM names the role or user by its name. */
const namedResource = /(?<=\bon resource: (?:role|user|policy|instance profile) )[\w+=,.@/-]+/g;
const accountId = /(?<![\w-])\d{12}(?![\w-])/g;
const ipv4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?![\w.])/g;
const ipv4InName = /\b(ip|ec2)-(\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3})\b/g;
const ipv6 = /(?<![\w:])[0-9a-f]*:[0-9a-f:]*:[0-9a-f]*(?:\/\d{1,3})?(?![\w:])/gi;

/** `networks` are those in which the first addresses must stay the first ones. */
export function createRedaction(key: string, networks: readonly string[] = []): Redaction {
  const addresses = createAddressMap(key, networks);
  const digest = (kind: string, text: string) =>
    createHmac("sha256", key).update(`${kind}:${text}`).digest("hex");

  const account = (id: string) =>
    String(BigInt(`0x${digest("account", id).slice(0, 12)}`) % 10n ** 12n).padStart(12, "0");
  const hashed = (text: string) => `n-${digest("name", text).slice(0, 8)}`;
  // `$None` and its like are AWS's words for what is not set: no name of anybody's begins so.
  const name = (text: string) =>
    text === "" || text.startsWith("$") || commonName.test(text) || resourceId.test(text)
      ? text
      : hashed(text);
  const path = (text: string) => text.split("/").map(name).join("/");
  const host = (whole: string) => `${hashed(whole)}.example.com`;
  const tagValue = (text: string) => text.replace(/[^/]+/g, hashed);

  const resource = (service: string, whole: string) =>
    whole.replace(partOfResource, (part, offset: number) => {
      const isType = offset === 0 && service !== "s3" && /^[a-z-]+[/:]/.test(whole);
      const isWide = startOfId.test(part) && /[*?]/.test(whole.charAt(offset + part.length));
      const isRule =
        part.startsWith("${") || resourceId.test(part) || isWide || (service === "ec2" && idOfEc2.test(part));
      return isType || isRule || whole.startsWith("servicesetting/") ? part : name(part);
    });

  const text = (whole: string) =>
    whole
      .replace(encodedMessage, "(redacted)")
      .replace(arn, (_, head: string, service: string, owner: string, tail: string) =>
        owner === "aws" ? head + tail : head + resource(service, tail),
      )
      .replace(namedResource, path)
      .replace(accessKey, (id, kind: string) => kind + digest("key", id).slice(0, 16).toUpperCase())
      .replace(organizationId, (id) => `o-${digest("organization", id).slice(0, 10)}`)
      .replace(email, (address) => `${hashed(address)}@example.com`)
      .replace(macAddress, (address) => {
        const octets = digest("mac", address.toLowerCase()).match(/../g) ?? [];
        return ["02", ...octets.slice(0, 5)].join(":");
      })
      .replace(accountId, account)
      .replace(ipv4InName, (_, word: string, octets: string) => {
        const mapped = addresses.address(octets.replaceAll("-", "."));
        return `${word}-${mapped.replaceAll(".", "-")}`;
      })
      .replace(ipv4, addresses.address)
      .replace(ipv6, addresses.address);
  return { account, name, path, tagValue, host, text };
}
