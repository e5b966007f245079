import {
  DescribeImages$,
  type DescribeImagesRequest,
  type DescribeImagesResult,
  type Image,
} from "@aws-sdk/client-ec2";
import type { OperationContext } from "../operation.ts";
import { defineDescribe } from "./describe.ts";
import { at } from "./filters.ts";
import { kinds } from "./identifiers.ts";

export const describeImages = defineDescribe<DescribeImagesRequest, DescribeImagesResult, Image>({
  schema: DescribeImages$,
  kind: kinds.image,
  ids: ({ ImageIds }) => ImageIds,
  idsRefusePaging: "imagesSet",
  from: ({ region }) => region.ec2.images,
  check(context, { Owners = [] }) {
    const wrong = Owners.find(
      (owner) => !/^(\d{12}|self|amazon|aws-marketplace|aws-backup-vault)$/.test(owner),
    );
    if (wrong !== undefined) context.fail("InvalidUserID.Malformed", `Invalid user id: "${wrong}"`);
  },
  shows: (image, { Owners, IncludeDeprecated }, context) =>
    isOwnedBy(image, Owners, context) && (IncludeDeprecated === true || !isDeprecated(image, context)),
  limits: { minimum: 1, maximum: 1000 },
  filters: {
    architecture: ({ Architecture }) => Architecture,
    "block-device-mapping.delete-on-termination": at("BlockDeviceMappings.Ebs.DeleteOnTermination"),
    "block-device-mapping.device-name": at("BlockDeviceMappings.DeviceName"),
    "block-device-mapping.encrypted": at("BlockDeviceMappings.Ebs.Encrypted"),
    "block-device-mapping.snapshot-id": at("BlockDeviceMappings.Ebs.SnapshotId"),
    "block-device-mapping.volume-size": at("BlockDeviceMappings.Ebs.VolumeSize"),
    "block-device-mapping.volume-type": at("BlockDeviceMappings.Ebs.VolumeType"),
    "creation-date": ({ CreationDate }) => CreationDate,
    description: ({ Description }) => Description,
    "ena-support": at("EnaSupport"),
    "free-tier-eligible": ({ FreeTierEligible }) => FreeTierEligible ?? false,
    hypervisor: at("Hypervisor"),
    "image-allowed": ({ ImageAllowed }) => ImageAllowed ?? true,
    "image-id": ({ ImageId }) => ImageId,
    "image-type": ({ ImageType }) => ImageType,
    "image-watermark.source-image-creation-time": at("ImageWatermarks.SourceImageCreationTime"),
    "image-watermark.source-image-id": at("ImageWatermarks.SourceImageId"),
    "image-watermark.source-image-region": at("ImageWatermarks.SourceImageRegion"),
    "image-watermark.watermark-creation-time": at("ImageWatermarks.WatermarkCreationTime"),
    "image-watermark.watermark-key": at("ImageWatermarks.WatermarkKey"),
    "is-public": ({ Public }) => Public ?? false,
    "kernel-id": at("KernelId"),
    "manifest-location": at("ImageLocation"),
    name: ({ Name }) => Name,
    "owner-alias": ({ ImageOwnerAlias }) => ImageOwnerAlias,
    "owner-id": ({ OwnerId }) => OwnerId,
    platform: ({ Platform }) => Platform,
    "product-code": at("ProductCodes.ProductCodeId"),
    "product-code.type": at("ProductCodes.ProductCodeType"),
    "public-ssm-parameter-name": at("PublicSsmParameterName"),
    "ramdisk-id": at("RamdiskId"),
    "root-device-name": at("RootDeviceName"),
    "root-device-type": ({ RootDeviceType }) => RootDeviceType,
    "scan-result.critical-fix-available-since": at("ScanResults.CriticalFixAvailableSince"),
    "scan-result.finding-scan-date": at("ScanResults.FindingScanDate"),
    "scan-result.high-fix-available-since": at("ScanResults.HighFixAvailableSince"),
    "scan-result.highest-finding-severity-label": at("ScanResults.HighestFindingSeverityLabel"),
    "scan-result.informational-fix-available-since": at("ScanResults.InformationalFixAvailableSince"),
    "scan-result.low-fix-available-since": at("ScanResults.LowFixAvailableSince"),
    "scan-result.medium-fix-available-since": at("ScanResults.MediumFixAvailableSince"),
    "source-image-id": at("SourceImageId"),
    "source-image-region": at("SourceImageRegion"),
    "source-instance-id": at("SourceInstanceId"),
    "sriov-net-support": at("SriovNetSupport"),
    state: ({ State }) => State,
    "state-reason-code": at("StateReason.Code"),
    "state-reason-message": at("StateReason.Message"),
    "virtualization-type": ({ VirtualizationType }) => VirtualizationType,
  },
  tagsOf: ({ Tags }) => Tags,
  answer: (Images, NextToken) => ({ Images, NextToken }),
});

function isOwnedBy(image: Image, owners: string[] | undefined, { account }: OperationContext): boolean {
  if (!owners || owners.length === 0) return true;
  return owners.some((owner) =>
    owner === "self"
      ? image.OwnerId === account.id
      : owner === image.OwnerId || owner === image.ImageOwnerAlias,
  );
}

function isDeprecated({ DeprecationTime, OwnerId }: Image, { account, now }: OperationContext): boolean {
  return OwnerId !== account.id && DeprecationTime !== undefined && Date.parse(DeprecationTime) <= now;
}
