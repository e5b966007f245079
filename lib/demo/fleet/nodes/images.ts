import type { Image } from "@aws-sdk/client-ec2";
import type { RegionName } from "../demo-accounts.ts";
import type { Estate } from "../estate.ts";
import { ago, day, regionOf } from "../estate.ts";

export type ImageKey =
  | "al2023"
  | "al2023-arm"
  | "al2"
  | "ubuntu-22"
  | "ubuntu-24"
  | "rhel-9"
  | "windows-2019"
  | "windows-2022";

export type ImageFacts = {
  name: string;
  ownerId: string;
  ownerAlias?: "amazon";
  architecture: "x86_64" | "arm64";
  platformType: "Linux" | "Windows";
  platformName: string;
  platformVersion: string;
  platformDetails: string;
  usageOperation: string;
  rootDeviceName: string;
};

const linux = {
  platformType: "Linux",
  platformDetails: "Linux/UNIX",
  usageOperation: "RunInstances",
} as const;
const amazon = {
  ...linux,
  ownerId: "137112412989",
  ownerAlias: "amazon",
  platformName: "Amazon Linux",
} as const;
const canonical = {
  ...linux,
  ownerId: "099720109477",
  platformName: "Ubuntu",
  rootDeviceName: "/dev/sda1",
} as const;
const windows = {
  ownerId: "801119661308",
  ownerAlias: "amazon",
  architecture: "x86_64",
  platformType: "Windows",
  platformDetails: "Windows",
  usageOperation: "RunInstances:0002",
  rootDeviceName: "/dev/sda1",
} as const;

export const images: Readonly<Record<ImageKey, ImageFacts>> = {
  al2023: {
    ...amazon,
    name: "al2023-ami-2023.9.20260914.0-kernel-6.12-x86_64",
    architecture: "x86_64",
    platformVersion: "2023",
    rootDeviceName: "/dev/xvda",
  },
  "al2023-arm": {
    ...amazon,
    name: "al2023-ami-2023.9.20260914.0-kernel-6.12-arm64",
    architecture: "arm64",
    platformVersion: "2023",
    rootDeviceName: "/dev/xvda",
  },
  al2: {
    ...amazon,
    name: "amzn2-ami-kernel-5.10-hvm-2.0.20260610.0-x86_64-gp2",
    architecture: "x86_64",
    platformVersion: "2",
    rootDeviceName: "/dev/xvda",
  },
  "ubuntu-22": {
    ...canonical,
    name: "ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20260823",
    architecture: "x86_64",
    platformVersion: "22.04",
  },
  "ubuntu-24": {
    ...canonical,
    name: "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260902",
    architecture: "x86_64",
    platformVersion: "24.04",
  },
  "rhel-9": {
    ...linux,
    ownerId: "309956199498",
    name: "RHEL-9.6.0_HVM-20260801-x86_64-0-Hourly2-GP3",
    architecture: "x86_64",
    platformName: "Red Hat Enterprise Linux",
    platformVersion: "9.6",
    platformDetails: "Red Hat Enterprise Linux",
    usageOperation: "RunInstances:0010",
    rootDeviceName: "/dev/sda1",
  },
  "windows-2019": {
    ...windows,
    name: "Windows_Server-2019-English-Full-Base-2026.09.10",
    platformName: "Microsoft Windows Server 2019 Datacenter",
    platformVersion: "10.0.17763",
  },
  "windows-2022": {
    ...windows,
    name: "Windows_Server-2022-English-Full-Base-2026.09.10",
    platformName: "Microsoft Windows Server 2022 Datacenter",
    platformVersion: "10.0.20348",
  },
};

export function imageId(estate: Estate, region: RegionName | string, key: ImageKey): string {
  return estate.ids.resource("ami", `${region}/${key}`);
}

export function addImages(estate: Estate, account: string, region: RegionName): void {
  const known = regionOf(estate, account, region).ec2.images;
  for (const [key, facts] of Object.entries(images) as [ImageKey, ImageFacts][]) {
    const image = describeImage(imageId(estate, region, key), facts, ago(estate, 70 * day));
    known.set(image.ImageId ?? "", image);
  }
}

function describeImage(id: string, facts: ImageFacts, createdAt: Date): Image {
  return {
    ImageId: id,
    Name: facts.name,
    ImageLocation: `${facts.ownerAlias ?? facts.ownerId}/${facts.name}`,
    OwnerId: facts.ownerId,
    ...(facts.ownerAlias ? { ImageOwnerAlias: facts.ownerAlias } : {}),
    Architecture: facts.architecture,
    ...(facts.platformType === "Windows" ? { Platform: "Windows" as const } : {}),
    PlatformDetails: facts.platformDetails,
    UsageOperation: facts.usageOperation,
    State: "available",
    Public: true,
    ImageType: "machine",
    CreationDate: createdAt.toISOString(),
    RootDeviceName: facts.rootDeviceName,
    RootDeviceType: "ebs",
    VirtualizationType: "hvm",
    Hypervisor: "xen",
    EnaSupport: true,
    SriovNetSupport: "simple",
    BlockDeviceMappings: [
      {
        DeviceName: facts.rootDeviceName,
        Ebs: { VolumeSize: 30, VolumeType: "gp3", DeleteOnTermination: true },
      },
    ],
    ...(facts.name.startsWith("al2023") ? { ImdsSupport: "v2.0" as const } : {}),
  };
}
