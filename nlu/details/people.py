"""Who is in charge of an action: "za 2.1 odpowiada pani Nowak", "2.1 – osoba: sekretarz", "przypisz 2.1 Ewie Lis"."""

from __future__ import annotations

import re
from dataclasses import replace

from nlu.details.frame import CHANGING, ID, REMOVING, SETTING, Parse, numbered, subject, whole
from nlu.details.nominative import nominative
from nlu.polish.lemmas import readings
from nlu.polish.normalise import fold
from nlu.polish.words import words
from nlu.understanding import Detail

_ROLE = (
    r"osob(?:a|e|y|ie)(?:\s+(?:odpowiedzialn\w+|prowadzac\w+|kontaktow\w+|do kontaktu))?"
    r"|odp\b\.?|odpowiedzialnosc|odpowiedzialn(?:y|a|ego|ej|ym|emu)|opiekun(?:ka|em|ke|ki)?|koordynator(?:ka|em|ke|ki|a)?|lider(?:ka|em|ke|a)?|prowadzac(?:y|a|ym|ego)"
)
_DOES = (
    r"odpowiada(?:c)?|odpowie|zajmie|zajmuje|zajmowa\w*|poprowadzi|prowadzi(?:c)?|pilnuje|dopilnuje|koordynuje"
    r"|skoordynuje|ogarnia|ogarnie|nadzoruje|opiekuje|zaopiekuje"
    r"|bedzie (?:sie )?(?:prowadzi|odpowiada|zajmowa|pilnowa|koordynowa|nadzorowa|opiekowa)l[ao]?"
    r"|bierze na siebie|wezmie na siebie|(?:bierze|ponosi) odpowiedzialnosc"
)
_PRESENT = re.compile(r"\b(?:prowadzi|zajmuje|pilnuje|koordynuje|nadzoruje|opiekuje|ogarnia)\b")
"""Facts about the world are told with these as well."""
_AUX = r"bedzie|ma|sie|tym|za to|za tym|moze"
_VERB = re.compile(rf"\b(?:(?:{_AUX})\s+)*(?:{_DOES})\b(?:\s+(?:{_AUX})\b)*")
_NOUN = re.compile(rf"\b(?:{_ROLE})\b")
_IS = re.compile(r"^\s*(?:[:-]+|,?\s*(?:to|jest|bedzie|zostaje|zostanie|byl[ay]?by)\b\s*(?:to\b)?\s*[:-]?)\s*")
_MID = re.compile(
    r"\s*(?::|\s-+\s|\b(?:to|jest|bedzie|zostaje|zostanie|bierze|wezmie|ponosi|przejmuje|przejmie)\b)\s*(?:to\b)?\s*[:-]?\s*"
)
_ENDS_IS = re.compile(r"[\s,]*\b(?:jest|bedzie|zostaje|zostanie|jako|to|na)\s*$|\s*[:-]\s*$")
_GIVES = re.compile(
    r"\b(?:przypis(?:z|zmy|ac|uje|ujemy)|przydziel(?:my|ic|am|amy)?|powierz(?:my|yc|am|amy)?|wyznacz(?:my|yc|am|amy)?"
    r"|deleguj(?:my|e|emy)?|oddeleguj(?:my)?)\s+"
)
_ME = re.compile(r"\b(?:odpowiadam|bede odpowiada\w*|jestem odpowiedzialn\w+|odpowiedzialn\w+ jestem)\b")
_I = whole(r"ja|my|sam|sama|sami|odpowiadam|bede|odpowiadal\w*|odpowiadac|jestem|odpowiedzialn\w+|osobiscie")
_FRAME = whole(rf"{_ROLE}|{SETTING}|{CHANGING}|odpowiedzialn\w*|prowadzac\w*|kontaktow\w*|realizacj\w*|{_AUX}")
_REMOVED = re.compile(rf"\b(?:{REMOVING})\b.*\b(?:{_ROLE})\b")
_GONE = whole(rf"{_ROLE}|{REMOVING}|{SETTING}|odpowiedzialn\w*|prowadzac\w*|kontaktow\w*|nazwisk\w*")
_NOBODY = whole(
    r"ja|my|ty|wy|on|ona|oni|kto|ktos|nikt|co|cos|mi|mnie|nam|nas|wam|was|im|jej|jemu|mu|go|ich|to|tym|sie|sam|sama|"
    r"ktory|ktora|jaki|jaka|gdzie|kiedy|czy|ile|dlaczego|jak|nie|tak|wszyscy|kazdy|zawsze|nigdy|"
    r"termin\w*|uwaga|uwage|notat\w+|kwartal\w*|odpowiad\w+|osoba"
)
_CAPITAL = re.compile(r"\s+[A-ZĄĆĘŁŃÓŚŹŻ]")
_WRITTEN = re.compile(rf"\b(?:{SETTING})\b")
_OF_THAT = re.compile(r"\bt(?:ym|o)\b")
_HERE = re.compile(r"\s*(?:u nas|od nas|z naszej strony|teraz|juz|chyba|ze strony (?:gminy|urzedu))\s+")
_PEOPLE_MOST = 8
_LETTERED = re.compile(r"[^\W\d_][^\s,]*")
_STRIPPED = ' \t\n.,;:!–—-"„”'


def read(text: str, parse: Parse) -> Detail | None:
    """A person to set, to ask for or to take away, of which actions; None when the text says something else."""
    folded = fold(text).replace("–", "-").replace("—", "-")
    if _REMOVED.search(folded):
        targets = subject(text, parse, _GONE, loosely=True)
        if targets is not None:
            return Detail("person", targets=targets, deed="remove")
    if _ME.search(folded) or re.match(r"\W*(?:ja|my)\b.*\b(?:odpowiad|odpowiedzialn)", folded):
        targets = subject(text, parse, _I)
        return None if targets is None else Detail("person", targets=targets, deed="ask")
    for reading in (_by_noun, _by_verb, _by_giving):
        found = reading(text, folded, parse)
        if found is not None:
            return found
    return None


def _by_noun(text: str, folded: str, parse: Parse) -> Detail | None:
    """ "odpowiedzialny za 2.1 będzie Jan", "2.1 – osoba: Jan", "Jan jest koordynatorem 2.1", "… jako opiekuna"."""
    for noun in _NOUN.finditer(folded):
        before, after = text[: noun.start()], text[noun.end() :]
        link = _IS.match(folded[noun.end() :])
        if link is not None:  # "X - osoba: N"
            made = _pair(before, after[link.end() :], parse)
            if made is not None:
                return made
        for link in _MID.finditer(folded, noun.end()):  # "osoba odpowiedzialna za X: N"
            made = _pair(f"{before} {text[noun.end() : link.start()]}", text[link.end() :], parse)
            if made is not None:
                return made
        to = re.search(r"\bna\s+", folded[noun.end() :]) if re.search(rf"\b(?:{CHANGING})", fold(before)) else None
        if to is not None:  # "zmień osobę przy X na N"
            made = _pair(f"{before} {after[: to.start()]}", after[to.end() :], parse)
            if made is not None:
                return replace(made, value=nominative(made.value, ("acc",)))
        ending = _ENDS_IS.search(fold(before))
        if ending is not None:  # "N jest koordynatorem X"
            said = re.sub(rf"^\W*(?:(?:{SETTING}|{CHANGING}|prosz\w*)\s+)+", "", fold(before[: ending.start()]))
            name = before[len(before[: ending.start()]) - len(said) : ending.start()]
            targets, person = subject(after, parse, _FRAME), _person(name)
            if targets is not None and person:
                return Detail("person", nominative(person, ("acc",)) if "jako" in ending.group() else person, targets)
        made = _joined(before, after, parse) or (_pair(before, after, parse) if _CAPITAL.match(after) else None)
        if made is not None:
            return replace(made, value=nominative(made.value, ("acc",))) if _WRITTEN.search(fold(before)) else made
    return None


def _by_verb(text: str, folded: str, parse: Parse) -> Detail | None:
    """ "za 2.1 odpowiada Jan", "Jan odpowiada za 2.1", "odpowiada Jan", "klauzulami zajmie się Jan"."""
    for verb in _VERB.finditer(folded):
        before, after = text[: verb.start()], text[verb.end() :]
        turned = not re.match(r"\s*za\b", fold(after)) and not re.search(ID, after)
        for frame, name in ((before, after), (after, before)) if turned else ((after, before), (before, after)):
            made = _pair(frame, name, parse, asked=frame is after and not _OF_THAT.search(fold(verb.group())))
            if made is not None:
                return replace(made, sure=numbered(made.targets) or not _PRESENT.search(fold(verb.group())))
        made = _joined(before, "", parse) if not after.strip(_STRIPPED) else None
        if made is not None:
            return made
    return None


def _by_giving(text: str, folded: str, parse: Parse) -> Detail | None:
    """ "przypisz 2.1 sekretarzowi", "wyznacz Ewę Lis do 2.1"."""
    verb = _GIVES.search(folded)
    if verb is None or subject(text[: verb.start()], parse) != ():
        return None
    rest = text[verb.end() :]
    pieces = list(re.finditer(r"\S+", rest))
    for cut in range(1, len(pieces)):
        one, other = rest[: pieces[cut].start()], rest[pieces[cut].start() :]
        for frame, name in ((one, other), (other, one)):
            targets = subject(frame, parse, _FRAME)
            lead = re.match(r"\W*(?:(?:osob\w+|za|jako)\W+)?(do|dla)?\s*", fold(name))
            person = _person(name[lead.end() if lead else 0 :])
            if targets and numbered(targets) and person:
                cases = (
                    ("gen",) if lead and lead[1] else ("dat",) if not verb.group().startswith("wyznacz") else ("acc",)
                )
                return Detail("person", nominative(person, cases), targets)
    return None


def _pair(frame: str, name: str, parse: Parse, *, asked: bool = False) -> Detail | None:
    """A person and the rest, which has to name an action or nothing; `asked`: it has to name one."""
    person = _person(name)
    if not person:
        return None
    targets = subject(frame, parse, _FRAME, loosely=asked)
    return (
        None if targets is None or (asked and not targets and not frame.strip()) else Detail("person", person, targets)
    )


def _joined(before: str, after: str, parse: Parse) -> Detail | None:
    """ "za 2.1 pani Nowak odpowiada", "odpowiedzialna za 2.1 Ewa Lis": the name follows the number."""
    for text, rest in ((after, before), (before, after)):
        number = list(re.finditer(ID, text))
        if number and subject(rest, parse, _FRAME) == ():
            made = _pair(text[: number[-1].end()], text[number[-1].end() :], parse)
            if made is not None:
                return made
    return None


def _person(text: str) -> str:
    """A name or a function, tidied; empty when the words are none."""
    here = _HERE.match(fold(text))
    said = text[here.end() if here else 0 :].strip(_STRIPPED)
    folded = fold(said)
    parts = [match.group() for match in _LETTERED.finditer(said)]
    if not parts or len(parts) > _PEOPLE_MOST or any(c.isdigit() for c in said) or "?" in text:
        return ""
    if any(_NOBODY.match(fold(part)) or fold(part) in words("question_forms") for part in parts):
        return ""
    first = parts[0]
    tags = [tag.split(":")[0] for _, tag in readings(first.lower())]
    fine = not tags or first[:1].isupper() or any(tag in ("subst", "adj", "brev", "ppas", "pact") for tag in tags)
    verbs = any(_only_verb(part) for part in parts)
    return "" if not fine or verbs or folded.startswith(("za ", "do ", "w ", "na ", "z ")) else said


def _only_verb(word: str) -> bool:
    """Whether a word can be nothing but a verb."""
    rows = readings(word.lower())
    verbal = ("fin", "praet", "impt", "inf", "bedzie", "pred", "imps", "pcon", "winien")
    return bool(rows) and not word[:1].isupper() and all(tag.split(":")[0] in verbal for _, tag in rows)
