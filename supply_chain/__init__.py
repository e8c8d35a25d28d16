"""What guards the repository against foreign code and lost secrets: docs/decisions/0013-supply-chain.md."""
