"""Start ministack, which plays EventBridge, SQS and S3, on 127.0.0.1 as this very process.

Settings: AWS_EMULATOR_PORT (4566). What it holds is gone when it ends.
"""

import os
import sys
from pathlib import Path

PYTHON = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
SERVICES = "events,sqs,s3"


def main() -> None:
    if not PYTHON.exists():
        sys.exit("The AWS emulator is not installed: run 'make setup'")
    port = os.environ.get("AWS_EMULATOR_PORT", "4566")
    settings = {
        "GATEWAY_PORT": port,
        "BIND_HOST": "127.0.0.1",
        "SERVICES": SERVICES,
        "LOG_LEVEL": "WARNING",  # it names every call otherwise
    }
    print(f"the AWS emulator on 127.0.0.1:{port}: {SERVICES}", flush=True)
    # -P: nothing of this folder is taken for one of its modules
    os.execve(PYTHON, [str(PYTHON), "-P", "-m", "ministack"], {**os.environ, **settings})


if __name__ == "__main__":
    main()
