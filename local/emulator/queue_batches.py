"""Asks for the right to one message where MiniStack 1.5.33 asks for one that IAM does not have.

SQS has no actions of its own for its batches: who may send, delete or postpone a message may do so to ten at once.
Delete this file when MiniStack knows.
"""

BATCHES = {
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:SendMessageBatch": "sqs:SendMessage",
}


def judge_batches_as_single():
    """Make a batch of messages need what each message of it needs; call before requests are answered."""
    from ministack.core import iam_actions

    extract = iam_actions.extract_iam_action

    def extract_single(*request):
        action = extract(*request)
        return BATCHES.get(action, action)

    iam_actions.extract_iam_action = extract_single
