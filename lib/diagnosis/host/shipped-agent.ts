import type { Image } from "../../model/documents/image.ts";
import type { Instance } from "../../model/documents/instance.ts";

/** Whether an image comes with the agent, and how that is known, as half a sentence. */
export type ShippedAgent = { ships: "yes" | "no" | "unknown"; because: string };

const canonical = "099720109477";

/** Names of images that AWS or their makers publish with the agent in them (user guide, AMIs with SSM Agent). */
const withAgent: readonly { name: RegExp; owner: "amazon" | typeof canonical; what: string }[] = [
  { name: /^(al2023|amzn2)-ami-(?!minimal)/i, owner: "amazon", what: "Amazon Linux" },
  { name: /^amzn-ami-(?!minimal)/i, owner: "amazon", what: "Amazon Linux 1" },
  { name: /^amazon-eks-(gpu-|arm64-)?node-/i, owner: "amazon", what: "Amazon EKS's node image" },
  { name: /^bottlerocket-/i, owner: "amazon", what: "Bottlerocket" },
  { name: /^windows_server-20(1[6-9]|[2-9]\d)/i, owner: "amazon", what: "Amazon's Windows Server" },
  { name: /^amzn-ec2-macos-/i, owner: "amazon", what: "Amazon's macOS" },
  { name: /^suse-sles-1[25]/i, owner: "amazon", what: "SUSE Linux Enterprise Server" },
  { name: /^ubuntu\/images\//i, owner: canonical, what: "Canonical's Ubuntu, which has it as a snap" },
];

const withoutAgent: readonly { name: RegExp; what: string }[] = [
  { name: /^(al2023|amzn2|amzn)-ami-minimal/i, what: "a minimal Amazon Linux" },
  { name: /\brhel\b|red[ _-]?hat/i, what: "Red Hat Enterprise Linux" },
  { name: /\bdebian/i, what: "Debian" },
  { name: /\bcentos/i, what: "CentOS" },
  { name: /\brocky/i, what: "Rocky Linux" },
  { name: /\balma ?linux/i, what: "AlmaLinux" },
  { name: /\bkali\b/i, what: "Kali Linux" },
  { name: /\bfedora/i, what: "Fedora" },
  { name: /\bfreebsd/i, what: "FreeBSD" },
];

/**
 * What is published of an image. One that somebody made of another has whatever its maker put in, so of the account's own
 * images, and of strangers', nothing is claimed but what the name of a system without the agent says.
 */
export function shippedAgent(image: Image | null, instance: Instance | null, account: string): ShippedAgent {
  const name = image?.name ?? "";
  const known = withAgent.find((each) => each.name.test(name) && isOwnedBy(image, each.owner));
  if (known !== undefined) return { ships: "yes", because: `its image ${name} is ${known.what}` };
  if (image !== null && image.ownerId === account)
    return { ships: "unknown", because: `its image ${name || image.id} is one of this account` };
  const details = image?.platformDetails ?? instance?.platformDetails ?? "";
  const lacking = withoutAgent.find((each) => each.name.test(name) || each.name.test(details));
  if (lacking !== undefined)
    return { ships: "no", because: `its image is ${lacking.what}, which comes without the agent` };
  if (image === null) return { ships: "unknown", because: "its image is not known" };
  return {
    ships: "unknown",
    because: `its image ${name || image.id} is not one that is known to have the agent`,
  };
}

function isOwnedBy(image: Image | null, owner: "amazon" | typeof canonical): boolean {
  if (image === null) return false;
  return owner === "amazon" ? image.imageOwnerAlias === "amazon" : image.ownerId === owner;
}
