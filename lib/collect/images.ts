import type { Image as AwsImage } from "@aws-sdk/client-ec2";
import type { Image } from "../model/documents/image.ts";
import { defineCollector } from "./define-collector.ts";
import { required, toTime } from "./parsing.ts";
import type { Stored } from "./stored.ts";

/** As many values as one filter takes. */
const idsPerCall = 200;

export const images = defineCollector({
  kind: "image",
  actions: ["ec2:DescribeImages"],
  needs: { instance: ({ imageId }) => (imageId === null ? [] : [imageId]) },
  async *read(reader, { needed }) {
    const ids = [...needed("instance")];
    for (let start = 0; start < ids.length; start += idsPerCall) {
      const Values = ids.slice(start, start + idsPerCall);
      // By a filter and not by ImageIds: one image that was deregistered would fail the whole call.
      const input = { Filters: [{ Name: "image-id", Values }], IncludeDeprecated: true };
      for await (const { Images } of reader.pages("ec2:DescribeImages", input)) {
        const used = (Images ?? []).filter(({ ImageId: id = "" }) => Values.includes(id));
        yield { items: used.map((image) => ({ id: image.ImageId, body: withoutDevices(image) })) };
      }
    }
  },
  parse: toImage,
});

/** The disks of an image tell nothing about its agent, and are most of what AWS sends. */
function withoutDevices({ BlockDeviceMappings: _, ...image }: AwsImage) {
  return image;
}

export function toImage(image: Stored<AwsImage>): Image {
  return {
    id: required(image.ImageId, "ImageId"),
    name: image.Name ?? null,
    description: image.Description || null,
    ownerId: image.OwnerId ?? null,
    imageOwnerAlias: image.ImageOwnerAlias ?? null,
    platformDetails: image.PlatformDetails ?? null,
    architecture: image.Architecture ?? null,
    createdAt: toTime(image.CreationDate),
    deprecatedAt: toTime(image.DeprecationTime),
    state: image.State ?? null,
  };
}
