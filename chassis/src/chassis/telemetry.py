"""OpenTelemetry traces and metrics over OTLP/HTTP.

FastAPI itself makes the server spans and `http.server.request.duration`; here are the providers that send
them. The SDK is the extra `telemetry` of this package, and is imported only by `Telemetry`.
"""

import asyncio
from typing import TYPE_CHECKING, Any

from fastapi.telemetry import TelemetryConfig

from chassis.health import HEALTH_PATHS

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import Span

EXPORT_TIMEOUT_SECONDS = 2.0
SHUTDOWN_TIMEOUT_SECONDS = 3.0
METRICS_INTERVAL_SECONDS = 15.0


class Telemetry:
    """Sends spans and metrics of `service` to the collector at `endpoint`, in threads of its own.

    A collector that is away costs requests nothing: what cannot be sent is dropped.
    """

    def __init__(self, service: str, endpoint: str) -> None:
        from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.metrics import MeterProvider
        from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        class WithoutQuery(SpanProcessor):
            """Keeps query strings, which may hold secrets, out of spans."""

            def on_start(self, span: "Span", parent_context: Any = None) -> None:
                if span.attributes and "url.query" in span.attributes:
                    span.set_attribute("url.query", "REDACTED")

        base = endpoint.rstrip("/")
        resource = Resource.create({"service.name": service})
        self.tracer_provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self.tracer_provider.add_span_processor(WithoutQuery())
        self.tracer_provider.add_span_processor(
            BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{base}/v1/traces", timeout=EXPORT_TIMEOUT_SECONDS))
        )
        self.meter_provider = MeterProvider(
            resource=resource,
            shutdown_on_exit=False,
            metric_readers=[
                PeriodicExportingMetricReader(
                    OTLPMetricExporter(endpoint=f"{base}/v1/metrics", timeout=EXPORT_TIMEOUT_SECONDS),
                    export_interval_millis=METRICS_INTERVAL_SECONDS * 1000,
                )
            ],
        )

    def config(self) -> TelemetryConfig:
        """What FastAPI's `telemetry=` takes."""
        return {
            "tracer_provider": self.tracer_provider,
            "meter_provider": self.meter_provider,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
            "exclude": lambda scope: scope["path"] in HEALTH_PATHS,
        }

    async def shutdown(self) -> None:
        """Sends what is left, for at most 3 s."""
        try:
            async with asyncio.timeout(SHUTDOWN_TIMEOUT_SECONDS):
                await asyncio.gather(
                    asyncio.to_thread(self.tracer_provider.shutdown),
                    asyncio.to_thread(self.meter_provider.shutdown),
                )
        except TimeoutError:
            pass
