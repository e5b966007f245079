import type { MetadataOptions } from "../../model/documents/instance.ts";
import type { Scope } from "../../model/scope.ts";
import { type MakeChange, writeStep } from "../network/change.ts";
import { consoleAt } from "../writing/console.ts";
import { preconditionOf } from "../writing/precondition.ts";
import { existingResource, nested, type TerraformBody, writeTerraform } from "../writing/terraform.ts";
import { launchedAgain } from "./launched-again.ts";

type Options = Partial<Pick<MetadataOptions, "httpEndpoint" | "httpTokens">>;

/** Sets some options of the metadata; those that are not named stay, and the undo knows what was there. */
export function changeMetadata(
  { region }: Scope,
  InstanceId: string,
  {
    to,
    title,
    why,
    changes,
    undo,
  }: { to: Options; title: string; why: string; changes: string; undo: string },
): MakeChange {
  return (snapshot) => {
    const instance = snapshot.get("instance", InstanceId)!;
    const before = instance.metadataOptions!;
    const was = Object.fromEntries(
      Object.keys(to).map((name) => [name, before[name as keyof Options]]),
    ) as Options;
    const step = writeStep(region, {
      ...{ id: "set-metadata-options", title, why },
      changes: `${changes}${launchedAgain(snapshot, InstanceId)}`,
      call: { operation: "ec2:ModifyInstanceMetadataOptions", input: { InstanceId, ...toInput(to) } },
      preconditions: [preconditionOf(snapshot, "instance", InstanceId)],
      console: consoleAt(
        region,
        { kind: "instance", id: InstanceId },
        "Actions",
        "Instance settings",
        "Modify instance metadata options",
      ),
      terraform: writeTerraform(
        existingResource("aws_instance", InstanceId, { metadata_options: nested(toTerraform(to)) }),
      ),
      // Only a launch template has them there, and that is for instances to come.
      cloudformation: null,
      undo: {
        sentence: undo,
        call: { operation: "ec2:ModifyInstanceMetadataOptions", input: { InstanceId, ...toInput(was) } },
      },
    });
    return { step, patch: { instance: { put: [{ ...instance, metadataOptions: { ...before, ...to } }] } } };
  };
}

function toInput({ httpEndpoint, httpTokens }: Options): Record<string, unknown> {
  return {
    ...(httpEndpoint != null && { HttpEndpoint: httpEndpoint }),
    ...(httpTokens != null && { HttpTokens: httpTokens }),
  };
}

function toTerraform({ httpEndpoint, httpTokens }: Options): TerraformBody {
  return {
    ...(httpEndpoint != null && { http_endpoint: httpEndpoint }),
    ...(httpTokens != null && { http_tokens: httpTokens }),
  };
}
