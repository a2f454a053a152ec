from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.front.masking import mask

LABEL = re.compile(r"\[(?:PESEL|NIP|e-mail|telefon|konto)\]")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("PESEL 44051401359, proszę", "PESEL [PESEL], proszę"),
        ("02270803624", "[PESEL]"),
        ("NIP 526-021-02-28", "NIP [NIP]"),
        ("NIP: 5260210228.", "NIP: [NIP]."),
        ("PL5260210228", "[NIP]"),
        ("526 021 02 28", "[NIP]"),
        ("pisać na jan.kowalski+es@ops.gmina.example.pl!", "pisać na [e-mail]!"),
        ("Zażółć@gmina.pl", "[e-mail]"),
        ("tel. 600 700 801", "tel. [telefon]"),
        ("601-702-803", "[telefon]"),
        ("601702803", "[telefon]"),
        ("+48 601 702 803", "[telefon]"),
        ("0048601702803", "[telefon]"),
        ("(22) 123 45 67", "[telefon]"),
        ("22 123 45 67", "[telefon]"),
        ("tel.: 123 45 67", "tel.: [telefon]"),
        ("+380 44 123 45 67", "[telefon]"),
        ("konto 61109010140000071219812874", "konto [konto]"),
        ("61 1090 1014 0000 0712 1981 2874", "[konto]"),
        ("PL61 1090 1014 0000 0712 1981 2874.", "[konto]."),
        ("pl61109010140000071219812874", "[konto]"),
        ("DE89 3704 0044 0532 0130 00", "[konto]"),
        ("mail a@b.pl, tel 601702803, PESEL 44051401359", "mail [e-mail], tel [telefon], PESEL [PESEL]"),
    ],
)
def test_masked(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "2.1",
        "chcę 2.1, 3.2 i 4.4",
        "1.1 1.2 1.3 1.4 1.5 2.1 2.2",
        "3.2,4.4,1.1",
        "1 2 3 4 5 6 7 8 9",
        "Dz.U. 2024 poz. 1491",
        "Dz. U. z 2024 r. poz. 1491 i 1761",
        "Dz.U. 2022 poz. 2057, 2023 poz. 571",
        "art. 19a ust. 1 pkt 2",
        "rozporządzenie 2014/24/UE, CELEX 32014L0024",
        "10 000 zł",
        "150 000,00 zł",
        "100 200 300 zł",
        "100200300 zł",
        "123456789,50 zł",
        "100 000 000",
        "1 250 000 zł na 3 lata",
        "12.05.2026",
        "2026-05-12",
        "lata 2024-2026, 2027 2028",
        "31.12.2026 godz. 12:30",
        "KRS 0000123456",
        "KRS: 0000123456",
        "REGON 123456785",
        "poz. 123456789",
        "12345678901",
        "1234567890",
        "00 0000 0000 0000 0000 0000 0001",
        "/show 2.1",
        "art. 4 ust. 1 pkt 1–32",
        "",
    ],
)
def test_left_alone(text):
    assert mask(text) == text


def _pesel(year: int, month: int, day: int, serial: int) -> str:
    first = f"{year % 100:02}{month + (20 if year >= 2000 else 0):02}{day:02}{serial:04}"
    check = -sum(int(c) * w for c, w in zip(first, (1, 3, 7, 9) * 3, strict=False)) % 10
    return f"{first}{check}"


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 28), st.integers(0, 9999))
def test_every_pesel_is_masked(year, month, day, serial):
    assert mask(f"mam {_pesel(year, month, day, serial)} tutaj") == "mam [PESEL] tutaj"


@given(st.integers(100_000_000, 999_999_999), st.sampled_from(["{}", "{:.3}-{:.3}"]))
def test_every_nip_is_masked(nine, shape):
    digits = str(nine)
    check = sum(int(c) * w for c, w in zip(digits, (6, 5, 7, 2, 3, 4, 5, 6, 7), strict=True)) % 11
    if check < 10:
        nip = f"{digits}{check}"
        written = nip if shape == "{}" else f"{nip[:3]}-{nip[3:6]}-{nip[6:8]}-{nip[8:]}"
        assert mask(f"NIP {written}") == "NIP [NIP]"


@given(st.integers(0, 10**24 - 1), st.booleans())
def test_every_account_is_masked(body, spaced):
    check = 98 - int(f"{body:024}252100") % 97
    number = f"{check:02}{body:024}"
    written = " ".join([number[:2], *(number[i : i + 4] for i in range(2, 26, 4))]) if spaced else number
    assert mask(f"na konto {written}, proszę") == "na konto [konto], proszę"


@given(st.integers(1, 4), st.integers(1, 7), st.integers(1990, 2039), st.integers(1, 2500))
def test_ids_and_journals_stay(area, number, year, position):
    text = f"{area}.{number} według Dz.U. {year} poz. {position} z {year} r."
    assert mask(text) == text


@given(st.integers(1, 999_999_999), st.sampled_from([" zł", " PLN", " tys. zł", " mln zł", " euro"]))
def test_amounts_stay(amount, currency):
    text = f"budżet {amount:,}{currency}".replace(",", " ")
    assert mask(text) == text


@given(st.dates(), st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d %m %Y", "%d/%m/%Y"]))
def test_dates_stay(date, form):
    assert mask(date.strftime(form)) == date.strftime(form)


@given(st.text(max_size=200) | st.text("0123456789 -.+@PLNIl,", max_size=60))
def test_masking_twice_is_masking_once_and_letters_survive(text):
    once = mask(text)
    assert mask(once) == once
    if not any(c.isdigit() or c == "@" for c in text):
        assert once == text


@given(st.text("abcdąćę ,!?", max_size=20), st.text("abcdąćę ,!?", max_size=20))
def test_what_stands_around_stays(before, after):
    masked = mask(f"{before} 44051401359 {after}")
    assert masked == f"{before} [PESEL] {after}"
    assert LABEL.search(masked)


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 28), st.integers(0, 9999), st.integers(1, 9))
def test_a_wrong_check_digit_is_no_pesel(year, month, day, serial, off):
    right = _pesel(year, month, day, serial)
    assert "[PESEL]" not in mask(f"{right[:10]}{(int(right[10]) + off) % 10}")


@given(st.integers(100_000_000, 999_999_999), st.integers(0, 9))
def test_a_wrong_check_digit_is_no_nip(nine, last):
    right = sum(int(c) * w for c, w in zip(str(nine), (6, 5, 7, 2, 3, 4, 5, 6, 7), strict=True)) % 11
    assert (mask(f"NIP {nine}{last}") == "NIP [NIP]") == (last == right)


@given(st.integers(0, 10**24 - 1), st.integers(0, 99))
def test_wrong_check_digits_are_no_account(body, check):
    right = 98 - int(f"{body:024}252100") % 97
    # A number is divisible with more than one pair of check digits: they count in steps of 97.
    assert ("[konto]" in mask(f"konto {check:02}{body:024}")) == ((check - right) % 97 == 0)


@given(
    st.from_regex(
        r"[a-z][a-z0-9._%+-]{0,20}[a-z0-9]@(?:[a-z][a-z0-9-]{0,10}[a-z0-9]\.){1,3}(?:pl|eu|org)", fullmatch=True
    )
)
def test_every_email_is_masked(address):
    assert mask(f"pisać na {address}, proszę") == "pisać na [e-mail], proszę"


@given(st.integers(2, 8), st.integers(0, 99_999_999), st.sampled_from(["{0}{1}{2}", "{0} {1} {2}", "{0}-{1}-{2}", "+48 {0} {1} {2}", "+48{0}{1}{2}", "0048 {0} {1} {2}"]))  # fmt: skip
def test_every_phone_is_masked(first, rest, shape):
    digits = f"{first}{rest:08}"
    if not digits.endswith("000000"):
        assert (
            mask(f"proszę dzwonić: {shape.format(digits[:3], digits[3:6], digits[6:])}!")
            == "proszę dzwonić: [telefon]!"
        )
