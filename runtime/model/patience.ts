import type { ModelTier } from "../domain/models.ts";

/** Milliseconds that a tier's model is waited for while somebody else can still be asked: what its answers take in all but rare cases. */
export const PATIENCE: Readonly<Record<ModelTier, number>> = { nano: 3_000, mini: 6_000, full: 10_000 };
