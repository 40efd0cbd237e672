"""Keeps the records of DynamoDB streams across restarts of MiniStack 1.5.33.

It keeps how far each event source mapping has read, but not the records nor how many there were, so after a restart
as many changes as were delivered before never reach their function. Delete this file when MiniStack keeps them.
"""


def keep_stream_records():
    """Make the DynamoDB service save and restore its streams along with its tables; call before state is loaded."""
    from ministack.services import dynamodb

    get_state, load_state = dynamodb.get_state, dynamodb.load_persisted_state

    def get_state_with_streams():
        return {
            **get_state(),
            "stream_records": dynamodb._stream_records,
            "stream_trimmed": dynamodb._stream_trimmed,
            "stream_sequence": dynamodb._stream_seq_counter,
        }

    def load_state_with_streams(data):
        load_state(data)
        dynamodb._stream_records.update(data.get("stream_records", {}))
        dynamodb._stream_trimmed.update(data.get("stream_trimmed", {}))
        dynamodb._stream_seq_counter = data.get("stream_sequence", 0)

    dynamodb.get_state = get_state_with_streams
    dynamodb.load_persisted_state = load_state_with_streams
