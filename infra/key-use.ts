import type { FunctionName } from "../runtime/domain/environment.ts";

/** The services that encrypt with the stage's key on behalf of functions and operators. */
export const KEY_SERVICES = ["dynamodb", "s3", "secretsmanager", "sqs"] as const;
export type KeyService = (typeof KEY_SERVICES)[number];

/** Reading needs the first, writing to S3, SQS and Secrets Manager the second; DynamoDB decrypts its table key for both. */
export type KeyAction = "kms:Decrypt" | "kms:GenerateDataKey";

const READ = ["kms:Decrypt"] as const;
const WRITE = ["kms:GenerateDataKey"] as const;
/** A sender to SQS must be able to read back its data key, and a renewed secret is read before it is made current. */
const READ_AND_WRITE = [...READ, ...WRITE] as const;

/** What each function asks of the stage's key, and through which service. */
export const KEY_USE: Record<FunctionName, Readonly<Partial<Record<KeyService, readonly KeyAction[]>>>> = {
  api: { dynamodb: READ, s3: READ_AND_WRITE, secretsmanager: READ, sqs: READ_AND_WRITE },
  worker: { dynamodb: READ, s3: READ_AND_WRITE, secretsmanager: READ, sqs: READ },
  health: { secretsmanager: READ },
  notify: { dynamodb: READ },
  "ws-connect": { dynamodb: READ },
  "ws-disconnect": { dynamodb: READ },
  "ws-default": { dynamodb: READ },
  "rotate-secret": { secretsmanager: READ_AND_WRITE },
  "migrate-segment": { dynamodb: READ, s3: READ_AND_WRITE },
};
