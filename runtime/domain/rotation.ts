import * as z from "zod";

/** The four calls Secrets Manager makes to renew a secret, in this order. */
export const ROTATION_STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;

/** One of these calls; `ClientRequestToken` is the id of the version that the new value gets. */
export const RotationEvent = z.object({
  Step: z.enum(ROTATION_STEPS),
  SecretId: z.string().min(1),
  ClientRequestToken: z.string().min(1),
});
export type RotationEvent = z.infer<typeof RotationEvent>;
