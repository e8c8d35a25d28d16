"""What a dead letter is and how it is settled: pure rules."""
