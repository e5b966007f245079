import { configDefaults, defineConfig } from "vitest/config";

/** What stands in for a module, and the components that keep a state of the page, want modules that nobody has used yet. */
const alone = ["lib/demo/wire/round-trip.test.ts", "components/**/*.test.{ts,tsx}"];

export default defineConfig({
  test: {
    pool: "threads",
    // Vitest leaves one core idle, unless told.
    maxWorkers: "100%",
    // These tell a test that hangs, never one that is slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    setupFiles: ["lib/testing/leave-environment.ts"],
    unstubGlobals: true,
    projects: [
      {
        extends: true,
        test: {
          name: "together",
          include: ["lib/**/*.test.ts", "app/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...alone],
          // Most of a small file's time went into loading the same modules, and AWS's SDK, again.
          isolate: false,
        },
      },
      { extends: true, test: { name: "alone", include: alone } },
    ],
  },
});
