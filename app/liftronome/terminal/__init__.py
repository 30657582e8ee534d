"""The terminal commands: what scripts and lifters without a screen use."""
