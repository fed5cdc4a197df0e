/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app: ({ stage }) => ({
    name: "insieme",
    home: "aws",
    version: "4.17.1",
    removal: stage === "production" ? "retain" : "remove",
    protect: stage === "production",
    providers: { aws: { region: "eu-south-1", version: "7.20.0" } },
  }),

  // The stacks are imported here and not above: SST reads this file before its globals exist.
  async run() {
    const { examplesIn, settingsOf } = await import("./stacks/settings.ts");
    const settings = settingsOf($app.stage);
    const examples = examplesIn(settings);
    if ($cli.command === "deploy" && examples.length > 0)
      throw new Error(`Before "${$app.stage}" is published, give your own values for ${examples.join(", ")} in stacks/settings.ts.`);

    const stacks = await import("./stacks/app.ts");
    return stacks.app(settings);
  },
});
