/** A service as somebody wrote it; the Region is null where the word says none. */
export type ServiceWord = { service: string; region: string | null };

const label = "[a-z0-9]+(?:[-.][a-z0-9]+)*";
/** Parts of regular expressions, for whoever reads names of AWS. */
export const regionName = "[a-z]{2,}(?:-[a-z]+)+-\\d+";
export const dnsSuffixes = [
  "amazonaws\\.com(?:\\.cn)?",
  "amazonaws\\.eu",
  "api\\.aws",
  "api\\.amazonwebservices\\.(?:com\\.cn|eu)",
  "c2s\\.ic\\.gov",
  "sc2s\\.sgov\\.gov",
  "cloud\\.adc-e\\.uk",
  "csp\\.hci\\.ic\\.gov",
].join("|");

const prefixes = [
  "(?:cn\\.)?com\\.amazonaws",
  "aws\\.api",
  "eu\\.amazonaws",
  "gov\\.ic\\.c2s",
  "gov\\.sgov\\.sc2s",
  "uk\\.adc-e\\.cloud",
  "gov\\.ic\\.hci\\.csp",
].join("|");

/** An endpoint's service name, with the suffix in reverse: `com.amazonaws.eu-west-1.ssm`. */
const endpointService = new RegExp(`^(?:${prefixes})\\.(${regionName})\\.(${label})$`);
/** A DNS name: `ssm.eu-west-1.amazonaws.com`, and with what is called in it in front, as a bucket of S3. */
const hostName = new RegExp(`^(${label})\\.(${regionName})\\.(?:${dnsSuffixes})$`);
const shortName = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
/** Looks like a name and is a thing: an instance, a VPC, an endpoint. */
const resourceId = /^[a-z]+(?:-[a-z]+)*-[0-9a-f]{8}(?:[0-9a-f]{9})?$/;

/** The short name of the service that a word means, as `ssm`; undefined where it is none. */
export function parseServiceWord(text: string): ServiceWord | undefined {
  const host = hostName.exec(text);
  if (host !== null) return { service: withoutBucket(host[1]!), region: host[2]! };
  const endpoint = endpointService.exec(text);
  if (endpoint !== null) return { service: endpoint[2]!, region: endpoint[1]! };
  const isName = shortName.test(text) && !resourceId.test(text);
  return isName ? { service: text, region: null } : undefined;
}

function withoutBucket(name: string): string {
  return /(?:^|\.)s3(?:\.dualstack)?$/.test(name) ? "s3" : name.replace(/^dualstack\./, "");
}
