import "vitest";
import type { StageUp } from "../../local/bring-up.ts";

declare module "vitest" {
  /** What the shared embedded AWS of the flow tests offers; see setup.ts. */
  interface ProvidedContext {
    emulatorEndpoint: string;
    siteUrl: string;
    modelUrl: string;
    /** For plain `pulumi`, `aws` and `ops` commands. */
    environment: Record<string, string>;
    /** The generated Pulumi project. */
    workFolder: string;
    stages: { preview: StageUp; production: StageUp };
  }
}
