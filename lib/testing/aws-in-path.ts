import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder whose `aws` is the AWS CLI that talks to `endpoint`. What `answers` has a word for is answered by these lines of shell. */
export async function awsInPath(
  endpoint: string,
  environment: Record<string, string>,
  answers: string,
): Promise<{ folder: string; close(): void }> {
  const folder = mkdtempSync(join(tmpdir(), "muster-aws-"));
  const socket = join(folder, "socket");
  const daemon = spawn("python3", [join(import.meta.dirname, "aws-daemon.py"), socket, endpoint], {
    env: { ...process.env, ...environment, AWS_PAGER: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await isReady(daemon);
  const command = join(folder, "aws");
  writeFileSync(command, `#!/bin/sh\n${answers}\nexec python3 -S -E "${folder}/call.py" "$@"\n`);
  writeFileSync(join(folder, "call.py"), caller(socket));
  chmodSync(command, 0o755);
  return {
    folder,
    close() {
      daemon.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isReady(daemon: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    daemon.stdout?.once("data", () => resolve());
    daemon.once("exit", (code) => reject(new Error(`The AWS CLI ended with ${code}.`)));
  });
}

const caller = (socket: string) => `import json, socket, sys
with socket.socket(socket.AF_UNIX) as connection:
    connection.connect(${JSON.stringify(socket)})
    with connection.makefile("rw") as line:
        print(json.dumps(sys.argv[1:]), file=line, flush=True)
        code, out, err = json.load(line)
sys.stdout.write(out)
sys.stderr.write(err)
sys.exit(code)
`;
