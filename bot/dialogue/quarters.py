"""Quarters of a year against the calendar: which ones words may mean today, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nlu.understanding import When

ROMAN = ("I", "II", "III", "IV")
WINTER = (1, 4)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, 1-4."""

    year: int
    number: int

    def on(self, count: int) -> Quarter:
        """So many quarters later."""
        years, number = divmod(self.number - 1 + count, 4)
        return Quarter(self.year + years, number + 1)

    @property
    def roman(self) -> str:
        """The number as it is written in Polish: "II"."""
        return ROMAN[self.number - 1]

    @classmethod
    def of(cls, day: datetime) -> Quarter:
        """The quarter of a day."""
        return cls(day.year, (day.month + 2) // 3)


def meant(when: When, now: datetime) -> list[Quarter]:
    """The quarters words may mean, earliest first; past ones only where nothing else can be meant.

    A quarter, month or season without a year is the next one to come; words that name no quarter leave four.
    """
    present = Quarter.of(now)
    if when.quarters_on is not None:
        return [present.on(when.quarters_on)]
    year = now.year + when.years_on if when.years_on is not None else when.year
    if not when.quarters and year is None:
        return [present.on(count) for count in range(len(ROMAN))]
    if year is None:
        found = _next(when, now)
    else:
        found = [Quarter(year, number) for number in when.quarters or range(1, 5)]
    return [one for one in found if one >= present] or found


def _next(when: When, now: datetime) -> list[Quarter]:
    if when.quarters == WINTER:
        return [Quarter(now.year, 4), Quarter(now.year + 1, 1)]
    begun = now.month > when.month if when.month else Quarter.of(now).number > when.quarters[0]
    return [Quarter(now.year + begun, number) for number in when.quarters]


def narrowed(options: Sequence[Quarter], when: When, now: datetime) -> list[Quarter]:
    """The answer to a question that offered `options`: one of them where it may be, else what the words mean alone."""
    if when.year is None and when.years_on is None and when.quarters_on is None:
        fitting = [one for one in options if one.number in when.quarters]
        if fitting:
            return fitting
    return meant(when, now)
