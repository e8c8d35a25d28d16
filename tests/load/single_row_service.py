"""A plain FastAPI + SQLModel service that inserts one row for each request: what most would write first.

Run by the interpreter that single_row.py is given; the project itself depends on neither SQLModel nor PostgreSQL.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID, uuid4

import uvicorn
from fastapi import Depends, FastAPI
from sqlmodel import Field, Session, SQLModel, create_engine  # type: ignore[import-not-found]  # in an environment of its own

engine = create_engine(os.environ["DATABASE_URL"])


class OrderIn(SQLModel):  # type: ignore[misc]  # unknown here, see above
    product_id: UUID
    quantity: int
    customer: str
    ship_to: str


class Order(OrderIn, table=True):  # type: ignore[call-arg]  # the same
    order_id: UUID = Field(default_factory=uuid4, primary_key=True)
    status: str = "PROCESSING"
    created_at: datetime = Field(default_factory=lambda: datetime.now(UTC))


def session() -> Iterator[Session]:
    with Session(engine) as opened:
        yield opened


app = FastAPI()


@app.get("/readyz")
def ready() -> str:
    return "ready"


@app.post("/orders", status_code=201, response_model=Order)
def place_order(order: OrderIn, database: Annotated[Session, Depends(session)]) -> Order:
    placed = Order.model_validate(order)
    database.add(placed)
    database.commit()
    database.refresh(placed)
    return placed  # type: ignore[no-any-return]  # the same


if __name__ == "__main__":
    SQLModel.metadata.create_all(engine)
    uvicorn.run(app, port=int(os.environ["PORT"]), log_level="warning")
