import type { Stage } from "../../../runtime/domain/stage.ts";
import { digestOf } from "../../isolation/digest.ts";
import { readStageConfig } from "../../model/stage-file.ts";
import type { SourceTree } from "../ports.ts";
import { CHECKOUT } from "./checkout.ts";
import { git } from "./git.ts";
import { treeAsItLies } from "./tree.ts";

export type CheckoutSourceArgs = {
  readonly stage: Stage;
  /** The checkout that this is run from unless it is said. */
  readonly folder?: string;
  /** The folder of the Pulumi project; the checkout's own unless it is said. */
  readonly project?: string | undefined;
};

/** Whom commits are of that nobody made by hand. */
const NOBODY = { name: "Atlas Codex", email: "deployment@atlas-codex.invalid" };

/** What lies in a checkout, as git knows it: the same content has the same digest, committed or not. */
export function checkoutSource({ stage, folder = CHECKOUT, project }: CheckoutSourceArgs): SourceTree {
  const ask = (words: readonly string[], signal: AbortSignal) => git({ folder, words }, signal);
  return {
    async read(signal) {
      const [commit, status, digest, config] = await Promise.all([
        ask(["rev-parse", "HEAD"], signal),
        ask(["status", "--porcelain", "-z", "--untracked-files=all", "--no-renames"], signal),
        treeAsItLies(folder, signal),
        readStageConfig({ stage, folder: project ?? folder }),
      ]);
      const entries = status.split("\0").filter((entry) => entry !== "");
      const dirty = entries.map((entry) => entry.slice("XY ".length)).toSorted();
      return { commit, dirty, digest, settings: digestOf(config) };
    },
    async keep(signal) {
      const tree = await treeAsItLies(folder, signal);
      const [head = "", committed = "", at = ""] = (
        await ask(["show", "-s", "--format=%H %T %cI", "HEAD"], signal)
      ).split(" ");
      if (tree === committed) return head;
      // The same content gives the same commit, so that keeping it again adds nothing.
      const environment = {
        ...{ GIT_AUTHOR_NAME: NOBODY.name, GIT_AUTHOR_EMAIL: NOBODY.email, GIT_AUTHOR_DATE: at },
        ...{ GIT_COMMITTER_NAME: NOBODY.name, GIT_COMMITTER_EMAIL: NOBODY.email, GIT_COMMITTER_DATE: at },
      };
      const words = ["commit-tree", tree, "-p", head, "-m", "As deployed, with changes that were not committed"];
      const commit = await git({ folder, words, environment }, signal);
      await ask(["update-ref", `refs/deployed/${commit}`, commit], signal);
      return commit;
    },
  };
}
