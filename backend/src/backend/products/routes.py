"""The catalogue, and what staff do with it."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query, Response

from backend.access import Anyone, OpsAgent, OpsManager
from backend.csv_answers import DOCUMENTED, CsvResponse, csv_answer
from backend.problems import (
    Contended,
    DatabaseUnavailable,
    IfMatchMissing,
    InsufficientStock,
    ManagerNeeded,
    NotAllowed,
    NotFound,
    NotSignedIn,
    SkuTaken,
    StaleVersion,
)
from backend.products.columns import COLUMNS, row
from backend.products.dependencies import AllProducts, ToCreateProduct, ToEditProduct, ToListProducts
from backend.products.domain.errors import ProductNotFound
from backend.products.schemas import (
    NewProductRequest,
    ProductEditRequest,
    ProductPageView,
    ProductView,
    ProductWithChanges,
)
from backend.schemas import PageCursor, PageLimit
from backend.versions import names_version
from chassis.cursors import InvalidCursor
from chassis.etags import if_none_match_matches
from chassis.problems import documented

router = APIRouter(
    prefix="/products", tags=["products"], responses=documented(NotSignedIn, NotAllowed, DatabaseUnavailable)
)


@router.get("", response_model=ProductPageView, dependencies=[Anyone], responses=documented(InvalidCursor))
async def list_products(
    list_products: ToListProducts,
    limit: Annotated[PageLimit, Query()] = 20,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> ProductPageView:
    """Every product, archived ones too, in no order that means anything."""
    return ProductPageView.model_validate(await list_products(limit, cursor))


@router.get("/export", response_class=CsvResponse, responses=DOCUMENTED)
async def export_products(agent: OpsAgent, list_products: ToListProducts) -> Response:
    """Every product as CSV, archived ones too, in no order that means anything."""
    pages = (map(row, page) async for page in list_products.pages())
    return await csv_answer(COLUMNS, pages, "products.csv")


@router.get(
    "/{product_id}",
    response_model=ProductView,
    dependencies=[Anyone],
    responses={304: {"description": "Not modified"}, **documented(NotFound)},
)
async def get_product(
    product_id: UUID,
    products: AllProducts,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> ProductView | Response:
    """One product as it stands."""
    product = await products.get(str(product_id))
    if product is None:
        raise ProductNotFound(str(product_id))
    if if_none_match_matches(if_none_match, product.etag.strip('"')):
        return Response(status_code=304, headers={"ETag": product.etag})
    response.headers["ETag"] = product.etag
    return ProductView.model_validate(product)


@router.get(
    "/{product_id}/history",
    response_model=ProductWithChanges,
    responses={304: {"description": "Not modified"}, **documented(NotFound)},
)
async def get_product_with_changes(
    agent: OpsAgent,
    product_id: UUID,
    products: AllProducts,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> ProductWithChanges | Response:
    """One product as it stands, with its last 50 staff changes."""
    stored = await products.get_with_changes(str(product_id))
    if stored is None:
        raise ProductNotFound(str(product_id))
    product, changes = stored
    if if_none_match_matches(if_none_match, product.etag.strip('"')):
        return Response(status_code=304, headers={"ETag": product.etag})
    response.headers["ETag"] = product.etag
    return ProductWithChanges(**ProductView.model_validate(product).model_dump(), changes=changes)


@router.post(
    "",
    status_code=201,
    response_model=ProductView,
    responses={
        200: {
            "model": ProductView,
            "description": "The same request had created it: the product as it stands",
        },
        **documented(SkuTaken),
    },
)
async def create_product(
    manager: OpsManager, body: NewProductRequest, create: ToCreateProduct, response: Response
) -> ProductView:
    """Add a product. Its SKU names it, so sending the same again is safe; no Idempotency-Key is needed."""
    created = await create(body.to_new_product())
    response.status_code = 200 if created.repeated else 201
    response.headers["ETag"] = created.product.etag
    response.headers["Location"] = f"/products/{created.product.product_id}"
    return ProductView.model_validate(created.product)


@router.patch(
    "/{product_id}",
    response_model=ProductView,
    responses=documented(
        ManagerNeeded,
        NotFound,
        IfMatchMissing,
        StaleVersion,
        InsufficientStock,
        Contended,
        DatabaseUnavailable,
    ),
)
async def edit_product(
    agent: OpsAgent,
    product_id: UUID,
    body: ProductEditRequest,
    edit: ToEditProduct,
    response: Response,
    if_match: Annotated[str | None, Header(description="The ETag of the product that you edit")] = None,
) -> ProductView:
    """Change fields or stock of the version that If-Match names. Sales since then are no obstacle.

    Agents adjust the stock; whatever else a product has is a manager's to change.
    """
    fields = body.fields()
    if fields:
        agent.must_be_manager("change more of a product than its stock")
    if if_match is None:
        raise IfMatchMissing("Send If-Match with the ETag of the product that you edit.")
    product = await edit(
        str(product_id),
        lambda version: names_version(if_match, version),
        fields,
        body.adjustment(),
        agent.actor,
    )
    response.headers["ETag"] = product.etag
    return ProductView.model_validate(product)
