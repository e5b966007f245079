import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { aptInstall } from "./apt.ts";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const macApplication = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [
    process.env.MUSTER_CHROMIUM ?? "",
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    macApplication,
  ];
  return candidates.find((file) => file !== "" && isExecutable(file));
}

export function installChromium(): string | undefined {
  return aptInstall("chromium") ? findChromium() : undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
