"""What every request passes through, outermost first in `chassis.app.service_middleware`: one concern a file."""
