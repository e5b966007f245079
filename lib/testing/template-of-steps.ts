import { parse, stringify } from "yaml";
import type { Step } from "../fixes/fix.ts";

type Resource = { Type: string; Properties: Record<string, unknown> };

/** What stands in the template already where a step only says what changes of a resource: what its type cannot be without. */
const standing: Readonly<Record<string, Record<string, unknown>>> = {
  "AWS::EC2::Instance": { ImageId: "ami-0123456789abcdef0" },
  "AWS::EC2::VPC": { CidrBlock: "10.0.0.0/16" },
  "AWS::EC2::VPCEndpoint": { VpcId: "vpc-0123456789abcdef0", ServiceName: "com.amazonaws.eu-west-1.ssm" },
  "AWS::IAM::Role": {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
    },
  },
};

/** The steps of a walkthrough as the one template that they make together; undefined where they have none. */
export function templateOf(steps: readonly Pick<Step, "cloudformation">[]): string | undefined {
  const resources = new Map<string, Resource>();
  for (const { cloudformation } of steps) {
    if (cloudformation === null) continue;
    const read = parse(cloudformation, { version: "1.1" }) as { Resources: Record<string, Resource> };
    for (const [id, { Type, Properties }] of Object.entries(read.Resources)) {
      const before = cloudformation.startsWith("#") ? (standing[Type] ?? {}) : {};
      resources.set(id, { Type, Properties: { ...before, ...resources.get(id)?.Properties, ...Properties } });
    }
  }
  return resources.size === 0 ? undefined : stringify({ Resources: Object.fromEntries(resources) });
}

/** Equal for templates of which one shows all that the linter could find in the other. */
export function shapeOf(template: string): string {
  const { Resources } = parse(template, { version: "1.1", logLevel: "error" }) as {
    Resources: Record<string, Resource>;
  };
  return Object.values(Resources)
    .map(({ Type, Properties }) => [Type, ...Object.keys(Properties).sort()].join(" "))
    .sort()
    .join("; ");
}
