"""Resume codes from one address: after a few wrong ones no more are tried, however many sessions it makes."""

from __future__ import annotations

import re
from typing import Any

from bot.front.limits import Buckets
from bot.store.codes import plain_code

_CODE = re.compile(r"(^|-)[a-z]{3,12}-[a-z]{3,12}-[a-z]{3,12}-\d{2,4}(-|$)")


class Guessing:
    """Counts wrong codes per address: 10 at once, then one in 90 seconds. The store limits each conversation."""

    def __init__(self, buckets: Buckets | None = None) -> None:
        self._wrong = buckets or Buckets(burst=10, per_second=1 / 90)

    def closed(self, address: str | None, text: str) -> bool:
        """Whether this text holds a code that is not to be tried."""
        return address is not None and self._wrong.spent(address) and bool(_CODE.search(plain_code(text)))

    def count(self, address: str | None, reply: dict[str, Any]) -> None:
        """Count the reply's wrong code, if it tells of one."""
        if address is not None and reply["extras"].get("wrong_code"):
            self._wrong.take(address)
