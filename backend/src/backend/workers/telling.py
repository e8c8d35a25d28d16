"""Operations are told of something: their inbox, and the webhooks that they have named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.clock import Now, utc_now
from backend.events.seen import Write
from backend.notices.domain.notice import Notice
from backend.notices.repository import DynamoNotices
from backend.persistence.dynamo import Dynamo
from backend.webhooks.repository import DynamoDeliveries, DynamoWebhooks
from backend.workers.webhooks import Message, deliveries_of, message_of_notice


@dataclass(frozen=True, slots=True)
class Telling:
    """Makes the parts of a transaction that tells: whatever else it writes is so never without them. Nothing is sent
    from here."""

    notices: DynamoNotices
    webhooks: DynamoWebhooks
    deliveries: DynamoDeliveries
    now: Now = utc_now

    @classmethod
    def into(cls, dynamo: Dynamo, table: str) -> Telling:
        """Told in the table of that name, Operations."""
        return cls(
            DynamoNotices(dynamo, table=table),
            DynamoWebhooks(dynamo, table=table),
            DynamoDeliveries(dynamo, table=table),
        )

    async def of(self, notice: Notice | None, messages: Sequence[Message] = ()) -> list[Write]:
        """What adds the notice to the inbox, and a delivery of it and of each message to each webhook that wants it.

        A notice of the type of a message is no message of its own.
        """
        told: list[Write] = [self.notices.addition(notice)] if notice else []
        sent = list(messages)
        if notice and notice.type not in {message.type for message in messages}:
            sent.append(message_of_notice(notice))
        if not sent:
            return told
        webhooks = await self.webhooks.all()
        return told + self.deliveries.additions(deliveries_of(sent, webhooks, self.now()))
