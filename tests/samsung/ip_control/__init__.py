"""What IP Control tells and does, over the wires of a simulated TV."""

CONTROL_TOKEN = "0123456789abcdef"
