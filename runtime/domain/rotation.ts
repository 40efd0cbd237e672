import * as z from "zod/mini";

/** The four calls Secrets Manager makes to renew a secret, in this order. */
export const ROTATION_STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;

/** One of these calls; `ClientRequestToken` is the id of the version that the new value gets. */
export const RotationEvent = z.object({
  Step: z.enum(ROTATION_STEPS),
  SecretId: z.string().check(z.minLength(1)),
  ClientRequestToken: z.string().check(z.minLength(1)),
});
export type RotationEvent = z.infer<typeof RotationEvent>;
