"""What every request passes through, one concern a file; `chassis.app.service_middleware` has the order."""
