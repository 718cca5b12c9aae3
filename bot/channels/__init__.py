"""The channels a conversation runs over, each behind the `Channel` port."""
