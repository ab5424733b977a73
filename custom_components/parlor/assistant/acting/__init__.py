"""Doing the steps of a plan: each through the policy, each watched for its effect."""
