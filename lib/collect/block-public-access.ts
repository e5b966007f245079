import type { VpcBlockPublicAccessExclusion, VpcBlockPublicAccessOptions } from "@aws-sdk/client-ec2";
import type { BlockPublicAccess } from "../model/documents/block-public-access.ts";
import { defineCollector } from "./define-collector.ts";
import { all } from "./listing.ts";
import { required } from "./parsing.ts";
import { createParts } from "./parts.ts";
import type { Stored } from "./stored.ts";

type BlockPublicAccessAnswers = {
  AwsRegion: string;
  VpcBlockPublicAccessOptions: VpcBlockPublicAccessOptions;
  VpcBlockPublicAccessExclusions?: VpcBlockPublicAccessExclusion[];
};

export const blockPublicAccess = defineCollector({
  kind: "block-public-access",
  actions: ["ec2:DescribeVpcBlockPublicAccessOptions", "ec2:DescribeVpcBlockPublicAccessExclusions"],
  parts: { "ec2:DescribeVpcBlockPublicAccessExclusions": ["VpcBlockPublicAccessExclusions"] },
  async *read(reader) {
    const id = reader.scope.region;
    const { read, missing, failures } = createParts();
    const answer = await reader.call("ec2:DescribeVpcBlockPublicAccessOptions", {});
    const exclusions = await read("VpcBlockPublicAccessExclusions", () =>
      all(
        reader.pages("ec2:DescribeVpcBlockPublicAccessExclusions", {}),
        (page) => page.VpcBlockPublicAccessExclusions,
      ),
    );
    const body: BlockPublicAccessAnswers = {
      AwsRegion: id,
      VpcBlockPublicAccessOptions: answer.VpcBlockPublicAccessOptions ?? {},
      VpcBlockPublicAccessExclusions: exclusions,
    };
    yield { items: [{ id, body, missing }], failures: failures.map((error) => ({ resource: id, error })) };
  },
  parse: toBlockPublicAccess,
});

export function toBlockPublicAccess(answers: Stored<BlockPublicAccessAnswers>): BlockPublicAccess {
  const options = answers.VpcBlockPublicAccessOptions;
  return {
    id: required(answers.AwsRegion, "AwsRegion"),
    internetGatewayBlockMode: options.InternetGatewayBlockMode ?? null,
    state: options.State ?? null,
    exclusionsAllowed: options.ExclusionsAllowed ?? null,
    managedBy: options.ManagedBy ?? null,
    exclusions: answers.VpcBlockPublicAccessExclusions?.map((exclusion) => ({
      id: required(exclusion.ExclusionId, "ExclusionId"),
      mode: exclusion.InternetGatewayExclusionMode ?? null,
      resourceArn: exclusion.ResourceArn ?? null,
      state: exclusion.State ?? null,
    })),
  };
}
