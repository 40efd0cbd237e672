import type { Random } from "./random.ts";
import type { StackDraft } from "./stack-draft.ts";

/** Both stacks while one leak is seeded: `mine` is the one that is changed. */
export type Seeding = { readonly mine: StackDraft; readonly theirs: StackDraft; readonly random: Random };

/** What a finding's witness must say of the leak: texts in its chain, and the Sid where a statement makes the leak. */
export type Expected = { readonly names: readonly string[]; readonly sid?: string };

/** One kind of leak: changes the drafts and tells what must be found. */
export type LeakKind = (seeding: Seeding) => Expected;
export type LeakKinds = Readonly<Record<string, LeakKind>>;
