import ipaddr from "ipaddr.js";
import type { BundleFile } from "./recorder.ts";
import { createRedaction, type Redaction } from "./redact-text.ts";

type Fields = Record<string, unknown>;

/** Fields that hold a name which somebody gave, or several of them along a path. */
const nameFields = new Set([
  "associationName",
  "autoScalingGroupName",
  "clientToken",
  "cloudWatchLogGroupName",
  "comment",
  "computerName",
  "createdBy",
  "defaultInstanceName",
  "description",
  "documentName",
  "groupName",
  "iamRole",
  "instanceName",
  "instanceProfileName",
  "keyName",
  "kmsKeyId",
  "launchTemplateName",
  "name",
  "outputS3BucketName",
  "outputS3KeyPrefix",
  "ownerInformation",
  "path",
  "policyName",
  "policyNames",
  "prefixListName",
  "principalId",
  "reason",
  "resourceName",
  "roleName",
  "s3BucketName",
  "sessionId",
  "sessionName",
  "settingValue",
  "sourcePolicyId",
  "streamUrl",
  "taskArn",
  "tokenValue",
  "userAgent",
  "userName",
  "username",
]);
const tagFields = new Set(["Tags", "TagSet"]);
/** A host's own name and its domain are somebody's; what EC2 and SSM call it tells an address at most. */
const hostFields = new Set(["dnsName", "privateDnsName", "publicDnsName"]);
const hostOfAws = /\.(?:amazonaws\.(?:com|com\.cn|eu)|api\.aws|compute\.internal|ec2\.internal)\.?$/;
/** Who calls in a service's own name, and a zone over one, are facts that verdicts go by. */
const serviceOfAws =
  /^(?:(?:[a-z0-9-]+\.)?(?:[a-z]{2,}(?:-[a-z]+)+-\d\.)?amazonaws\.(?:com|com\.cn|eu)|com|com\.cn|cn|eu)?\.?$/;
/** Have the look of an address, and are none. */
const versionField = /Version(?:Id|Number)?$/;
/** In these, a name is a word of AWS's. */
const namedByAws = new Set(["state", "instanceState", "currentState", "previousState"]);

/** CloudTrail writes the first letter of a field small. */
function lowerFirst(field: string): string {
  return field.charAt(0).toLowerCase() + field.slice(1);
}

function isNameField(field: string): boolean {
  return nameFields.has(lowerFirst(field));
}

/**
 * A bundle that may be shown to strangers: account ids, names, addresses and tags are replaced, the same by the same
 * wherever it stands, so that all that is wrong in it is still wrong. Ids of resources stay. Whoever has `key` can test
 * what they guess, so it is made for one bundle and thrown away.
 */
export function redactBundle(bundle: BundleFile, key: string): BundleFile {
  const redaction = createRedaction(key, networksIn(bundle));
  return {
    ...bundle,
    scope: { ...bundle.scope, account: redaction.account(bundle.scope.account) },
    documents: redact(redaction, bundle.documents, "") as BundleFile["documents"],
    errors: redact(redaction, bundle.errors, "") as BundleFile["errors"],
  };
}

/** A VPC's resolver and a subnet's router are known by their place in it. */
function networksIn({ documents }: BundleFile): string[] {
  const described = [documents["ec2:DescribeVpcs"], documents["ec2:DescribeSubnets"]];
  const text = JSON.stringify(described);
  return [...new Set(text.match(/(?<=")[0-9a-f.:]+\/\d{1,3}(?=")/g))].filter((each) =>
    ipaddr.isValidCIDR(each),
  );
}

function redact(redaction: Redaction, value: unknown, key: string): unknown {
  if (typeof value === "string") return redactString(redaction, value, key);
  if (Array.isArray(value)) {
    const isTags = tagFields.has(key) || key === "tagSet";
    const of = isTags ? redactTag : redact;
    return value.map((element) => of(redaction, element, key));
  }
  if (typeof value !== "object" || value === null) return value;
  const fields: Fields = { ...value };
  // CloudTrail has lists of EC2's requests one level deeper.
  if (key === "tagSet") return { ...fields, items: redact(redaction, fields.items, "tagSet") };
  if (key === "Condition") return redactCondition(redaction, fields);
  if (key === "Targets" && typeof fields.Key === "string") return redactTarget(redaction, fields);
  if (key === "targets" && typeof fields.key === "string") {
    const { Key, Values } = redactTarget(redaction, { Key: fields.key, Values: fields.values });
    return { ...fields, key: Key, values: Values };
  }
  if (key === "DhcpConfigurations" && fields.Key === "domain-name") {
    return { ...fields, Values: listOf(fields.Values).map((each) => redactTag(redaction, each)) };
  }
  if (namedByAws.has(lowerFirst(key))) return fields;
  if (typeof fields.message === "string") {
    fields.message = withoutNames(redaction, fields.message, fields.input);
  }
  if (typeof fields.errorMessage === "string") {
    fields.errorMessage = withoutNames(redaction, fields.errorMessage, fields.requestParameters);
  }
  return Object.fromEntries(
    Object.entries(fields).map(([field, inner]) => [field, redact(redaction, inner, field)]),
  );
}

/** AWS's messages name what was asked for: "The role with name web cannot be found." */
function withoutNames(redaction: Redaction, message: string, input: unknown): string {
  const asked = Object.entries(Object(input)).filter(
    (entry): entry is [string, string] => isNameField(entry[0]) && typeof entry[1] === "string",
  );
  return asked.reduce((text, [, name]) => text.replaceAll(name, () => redaction.path(name)), message);
}

function redactString(redaction: Redaction, text: string, key: string): string {
  if (versionField.test(key)) return text;
  if (isNameField(key) && !text.startsWith("arn:"))
    return serviceOfAws.test(text) ? text : redaction.path(text);
  if (hostFields.has(lowerFirst(key)) && text !== "" && !hostOfAws.test(text)) return redaction.host(text);
  if (/^(?:%7B|\{)/i.test(text)) return redactJson(redaction, text);
  return redaction.text(text);
}

/** A policy, as AWS sends it or as the console shows it. */
function redactJson(redaction: Redaction, text: string): string {
  const plain = text.startsWith("%") ? decodeURIComponent(text) : text;
  try {
    return JSON.stringify(redact(redaction, JSON.parse(plain), "Policy"));
  } catch {
    return redaction.text(plain);
  }
}

function redactTag(redaction: Redaction, tag: unknown): unknown {
  const { Key, Value, key, value, ...others }: Fields = Object(tag);
  const redacted: Fields = { ...others };
  if (typeof key === "string") redacted.key = key.startsWith("aws:") ? key : redaction.name(key);
  if (typeof value === "string") redacted.value = redaction.tagValue(value);
  if (typeof Key === "string") redacted.Key = Key.startsWith("aws:") ? Key : redaction.name(Key);
  if (typeof Value === "string") redacted.Value = redaction.tagValue(Value);
  return redacted;
}

/** Targets by tag or group go by names; those by id stay. */
function redactTarget(redaction: Redaction, target: Fields): Fields {
  const key = String(target.Key);
  if (!/^(?:tag|tag-key|resource-groups)(?:$|:)/.test(key)) return target;
  return {
    ...target,
    Key: key.replace(/(?<=^tag:).+/, redaction.name),
    Values: listOf(target.Values).map((value) => redaction.tagValue(String(value))),
  };
}

/** Conditions compare tags, addresses and ARNs. */
function redactCondition(redaction: Redaction, block: Fields): Fields {
  const test = ([key, wanted]: [string, unknown]) => {
    const word = /tag/i.test(key) ? redaction.tagValue : redaction.text;
    const values = listOf(wanted).map((value) => (typeof value === "string" ? word(value) : value));
    return [key.replace(/(?<=tag\/).+/i, redaction.name), values];
  };
  const tests = (of: unknown) => Object.fromEntries(Object.entries(Object(of)).map(test));
  return Object.fromEntries(Object.entries(block).map(([operator, of]) => [operator, tests(of)]));
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
