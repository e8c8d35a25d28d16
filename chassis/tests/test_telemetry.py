"""chassis.telemetry, against a receiver of OTLP on the loopback address"""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from fastapi import APIRouter

from chassis.app import create_app
from chassis.settings import ServiceSettings

pytest.importorskip("opentelemetry.sdk")

from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

pytestmark = pytest.mark.process

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = "00f067aa0ba902b7"


class Receiver:
    """A collector that keeps what is sent to it."""

    def __init__(self) -> None:
        self.spans: list[Any] = []
        self.metrics: list[Any] = []
        self.services: set[str] = set()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.take(self.path, body)
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def take(self, path: str, body: bytes) -> None:
        if path == "/v1/traces":
            for resource_spans in ExportTraceServiceRequest.FromString(body).resource_spans:
                self.services |= set(values(resource_spans.resource.attributes).values())
                for scope_spans in resource_spans.scope_spans:
                    self.spans.extend(scope_spans.spans)
        elif path == "/v1/metrics":
            for resource_metrics in ExportMetricsServiceRequest.FromString(body).resource_metrics:
                for scope_metrics in resource_metrics.scope_metrics:
                    self.metrics.extend(scope_metrics.metrics)


def values(attributes: Any) -> dict[str, str]:
    return {
        attribute.key: attribute.value.string_value or str(attribute.value.int_value)
        for attribute in attributes
    }


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


async def test_spans_and_durations_arrive(receiver: Receiver, router: APIRouter, client_of: Any) -> None:
    """A request is a server span under the caller's, with the route's template, and is counted in the histogram."""
    settings = ServiceSettings(port=20000, otel_exporter_otlp_endpoint=receiver.endpoint)
    app = create_app(title="Parcel Office", description="", settings=settings, routers=[router])
    async with app.router.lifespan_context(app), client_of(app) as client:
        answer = await client.get(
            "/parcels/7?token=hunter2", headers={"traceparent": f"00-{TRACE}-{PARENT}-01"}
        )
        failed = await client.delete("/parcels/7")
        await client.get("/livez")
    own, other = receiver.spans
    assert own.name == "GET /parcels/{parcel_id}"
    assert (own.trace_id.hex(), own.parent_span_id.hex()) == (TRACE, PARENT)
    assert answer.headers["traceparent"] == f"00-{TRACE}-{own.span_id.hex()}-01"
    assert failed.json()["trace_id"] == other.trace_id.hex()
    attributes = values(own.attributes)
    assert attributes["http.route"] == "/parcels/{parcel_id}"
    assert attributes["http.response.status_code"] == "200"
    assert values(other.attributes)["error.type"]
    assert "hunter2" not in str(receiver.spans)
    assert "parcel-office" in receiver.services
    (duration,) = [metric for metric in receiver.metrics if metric.name == "http.server.request.duration"]
    assert duration.unit == "s"
    routes = {values(point.attributes)["http.route"] for point in duration.histogram.data_points}
    assert routes == {"/parcels/{parcel_id}"}
    assert sum(point.count for point in duration.histogram.data_points) == 2


async def test_a_collector_that_is_away_does_not_stop_the_service(router: APIRouter, client_of: Any) -> None:
    """Requests are answered, and the service ends, though nothing can be sent."""
    settings = ServiceSettings(port=20000, otel_exporter_otlp_endpoint="http://127.0.0.1:9")
    app = create_app(title="Parcel Office", description="", settings=settings, routers=[router])
    async with app.router.lifespan_context(app), client_of(app) as client:
        assert (await client.get("/parcels/7")).status_code == 200
