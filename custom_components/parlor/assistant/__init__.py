"""The turn: understand locally, else ask a model; act through the policy; verify; speak."""
