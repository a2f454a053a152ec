"""Personal numbers and addresses are masked here, before anything is stored, logged or understood.

Numbers with a check digit are masked only when it fits; ids of actions, Dz.U. numbers, amounts, years, dates and the
KRS stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_LEFT = r"(?<![\w.,/+-])"  # not inside a longer number or word
_GAP = r"[\s.–-]?"
_AMOUNT = r"(?!\s*(?:zł|PLN|EUR|euro|tys|mln|mld|%|osób|[.,/]\d|\d))"

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?!\w)")
_IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}[\s-]?\d{2}(?:[\s-]?[A-Za-z0-9]{4}){2,7}(?:[\s-]?[A-Za-z0-9]{1,3})?(?!\w)")
_ACCOUNT = re.compile(r"(?<!\w)(?:PL[\s-]?)?\d{2}(?:[\s-]?\d{4}){6}(?!\w)", re.I)
_PESEL = re.compile(r"(?<!\w)\d{6}[\s-]?\d{5}(?!\w)")
_NIP = re.compile(
    r"(?<!\w)(?:PL[\s-]?)?(?:\d{10}|\d{3}[\s-]\d{3}[\s-]\d{2}[\s-]\d{2}|\d{3}[\s-]\d{2}[\s-]\d{2}[\s-]\d{3})(?!\w)",
    re.I,
)
_ABROAD = re.compile(r"(?<!\w)(?:\+|00)[1-9]\d{0,2}(?:[\s.–-]?\(?\d{1,4}\)?){2,9}(?!\w)")
_NINE = re.compile(
    _LEFT
    + rf"(?:\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}|\(?0?\d{{2}}\)?{_GAP}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}})(?!\w)"
    + _AMOUNT,
    re.I,
)
_NAMED = re.compile(
    r"(?<!\w)(tel(?:efon\w*|\.)?|kom(?:órka|\.)?|fax|faks)([\s.:]{1,4})(\(?\d(?:[\s.–()-]{0,2}\d){6,13})(?!\w)", re.I
)
_NOT_PHONE = re.compile(r"(?:REGON|KRS|poz\.?|nr)\W{0,3}$", re.I)


def mask(text: str) -> str:
    """The text with [e-mail], [konto], [PESEL], [NIP] and [telefon] in place of what they name."""
    text = _EMAIL.sub("[e-mail]", text)
    text = _replace(_ACCOUNT, text, "[konto]", _is_account)
    text = _replace(_IBAN, text, "[konto]", _is_account)
    text = _replace(_PESEL, text, "[PESEL]", _is_pesel)
    text = _replace(_NIP, text, "[NIP]", _is_nip)
    text = _replace(_ABROAD, text, "[telefon]", lambda digits: 9 <= len(digits.lstrip("0")) <= 15)
    text = _NAMED.sub(r"\1\2[telefon]", text)
    return _NINE.sub(lambda m: "[telefon]" if _is_phone(m, text) else m[0], text)


def _replace(pattern: re.Pattern[str], text: str, word: str, fits: Callable[[str], bool]) -> str:
    return pattern.sub(lambda m: word if fits(re.sub(r"[^A-Za-z\d]", "", m[0])) else m[0], text)


def _is_account(found: str) -> bool:
    found = found.upper()
    if found.isdecimal():
        found = "PL" + found
    if len(found) < 15 or (found.startswith("PL") and len(found) != 28):
        return False
    return int("".join(str(int(c, 36)) for c in found[4:] + found[:4])) % 97 == 1


def _is_pesel(found: str) -> bool:
    digits = [int(c) for c in found]
    month, day = (digits[2] * 10 + digits[3]) % 20, digits[4] * 10 + digits[5]
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
    return 1 <= month <= 12 and 1 <= day <= 31 and sum(map(int.__mul__, weights, digits)) % 10 == 0


def _is_nip(found: str) -> bool:
    digits = [int(c) for c in found[-10:]]
    weights = (6, 5, 7, 2, 3, 4, 5, 6, 7)
    # The KRS number has ten digits too and begins with zeros: it is public and stays.
    return digits[0] > 0 and sum(map(int.__mul__, weights, digits)) % 11 == digits[9]


def _is_phone(found: re.Match[str], text: str) -> bool:
    digits = re.sub(r"\D", "", found[0])
    if digits.lstrip("0")[2:] == "0" * 7 or digits.endswith("000000"):
        return False  # a round sum without its currency
    return not _NOT_PHONE.search(text[max(0, found.start() - 9) : found.start()])
