"""What the backend's tests share: sample objects, fakes that behave, and a client of the running app."""
