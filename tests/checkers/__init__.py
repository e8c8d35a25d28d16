"""What must hold of what the platform answers, as pure functions.

Each takes JSON as the services send it and returns the faults it finds, each a sentence; none means it holds.
"""
