/** How the services say that something, or the thing it belongs to, does not exist. */
const names: ReadonlySet<string> = new Set([
  "AWS.SimpleQueueService.NonExistentQueue",
  "NoSuchBucket",
  "NoSuchBucketPolicy",
  "NoSuchEntity",
  "NoSuchEntityException",
  "NoSuchLifecycleConfiguration",
  "NoSuchPublicAccessBlockConfiguration",
  "NoSuchTagSet",
  "NotFound",
  "NotFoundException",
  "OwnershipControlsNotFoundError",
  "QueueDoesNotExist",
  "ResourceNotFoundException",
  "ServerSideEncryptionConfigurationNotFoundError",
  "StateMachineDoesNotExist",
]);

/** Whether a service's error says that what was asked for is not there. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && names.has(error.name);
}

/** The answer, or undefined when the service says that it is not there. Other errors go on. */
export async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
