from __future__ import annotations

import re

from nlu.polish.lemmas import tokens
from nlu.understanding import Clause, Target

ADD = set(
    ["dodac", "dorzucic", "dolozyc", "wziac", "brac", "wybrac", "wybierac", "zaznaczyc", "wpisac", "wrzucic", "decydowac", "dopisac", "dobrac", "dac", "stawiac", "zapisac"]
)
WEAK = set(["chciec", "wolec", "poprosic", "poprosze", "prosic"])
REM = set(
    ["usunac", "wyrzucic", "wykreslic", "skreslic", "odznaczyc", "zdjac", "zrezygnowac", "rezygnowac", "odpuscic", "wypasc", "odpadac", "wywalic", "usuwac", "kasowac", "skasowac"]
)
REP = set(["zamienic", "podmienic", "zamiast", "wymienic"])
KEEP = set(["zostawic", "zostac", "zostawiac"])
MOVE = set(["najpierw", "priorytet", "przesunac", "przestawic"])
SHOW = set(
    ["pokazac", "opowiedziec", "wyjasnic", "opisac", "jak", "kto", "ile", "czy", "co", "czym", "dlaczego", "kiedy", "gdzie", "jaki", "ktory", "powiedziec"]
)
NEG = set(["bez", "oprocz", "poza", "procz"])
FILL = set(
    ["i", "oraz", "a", "tez", "takze", "jeszcze", "to", "no", "prosze", "poprosic", "poprosze", "moze", "tak", "dobra", "ok", "numer", "punkt", "pkt", "dzialanie", "pozycja", "nr", "z", "do", "sie", "ten", "te", "ta", "jako", "na", "pozycje", "wybor", "lista", "obszar", "wiec", "byc"]
)
ORD = {
    w: n
    for n, ws in enumerate(("pierwszy", "drugi", "trzeci", "czwarty", "piaty", "szosty", "siodmy"), 1)
    for w in (ws,)
}
NUM = {w: n for n, w in enumerate(("jeden", "dwa", "trzy", "cztery", "piec", "szesc", "siedem"), 1)}


class Parser:
    def __init__(self, base, *rest):
        classify_actions = rest[-1] if rest else None
        self.base, self.classify = base, classify_actions
        self.names = []
        for kind, recs in (
            ("action", base.actions.values()),
            ("area", base.areas.values()),
            ("tool", base.tools.values()),
            ("term", base.terms.values()),
        ):
            for r in recs:
                key = r.id if kind in ("action", "area") else r.slug
                for n in (r.name, *r.aliases):
                    seq = [t.lemmas for t in tokens(n)]
                    if seq:
                        self.names.append((seq, kind, key))
        self.names.sort(key=lambda r: -len(r[0]))
        self.first = {}
        for row in self.names:
            for l in row[0][0]:
                self.first.setdefault(l, []).append(row)

    def parse(self, text):
        out = []
        for part in re.split(r"[;!?]|,(?!\d)|\b(?:a potem|potem|ale)\b(?! (?:bez|nie))", text):
            c = self.clause(part)
            if c:
                out.append(c)
        return tuple(out)

    def clause(self, text):
        toks = tokens(text)
        if not toks:
            return None
        used = [False] * len(toks)
        targets = []
        op = None
        excl = False
        pos = None
        weak = False
        i = 0
        while i < len(toks):
            t = toks[i]
            f = t.folded
            ls = t.lemmas
            m = re.fullmatch(r"([1-9])[.,]([1-9]\d?)\*?", t.form)
            prev = toks[i - 1].folded if i else ""
            if m and prev not in ("art", "ust", "pkt."):
                targets.append((i, Target("action", id=f"{m[1]}.{m[2]}", how="id", excluded=excl)))
                used[i] = True
                i += 1
                continue
            best = None
            for row in sorted({id(r): r for l in ls for r in self.first.get(l, ())}.values(), key=lambda r: -len(r[0])):
                seq = row[0]
                if i + len(seq) <= len(toks) and all(seq[k] & toks[i + k].lemmas for k in range(len(seq))):
                    if best is None or len(seq) >= len(best[0][0]):
                        best = (best or []) + [row] if best and len(best[0][0]) == len(seq) else [row]
            if best:
                for seq, kind, key in best:
                    targets.append((i, Target(kind, id=key, how="name", excluded=excl)))
                for k in range(len(best[0][0])):
                    used[i + k] = True
                i += len(best[0][0])
                continue
            o = next((ORD[l] for l in ls if l in ORD), None)
            nxt = toks[i + 1] if i + 1 < len(toks) else None
            if f.startswith("obszar") and nxt is not None:
                n = (
                    next((ORD[l] for l in nxt.lemmas if l in ORD), None)
                    or (int(nxt.form) if nxt.form in "1234" else None)
                    or next((NUM[l] for l in nxt.lemmas if l in NUM), None)
                )
                if n:
                    targets.append((i, Target("area", id=str(n), how="id", excluded=excl)))
                    used[i] = used[i + 1] = True
                    i += 2
                    continue
            if o:
                if nxt is not None and nxt.folded.startswith("obszar"):
                    targets.append((i, Target("area", id=str(o), how="id")))
                    used[i] = used[i + 1] = True
                    i += 2
                    continue
                targets.append((i, Target("ordinal", ordinal=o, how="ordinal", excluded=excl)))
                used[i] = True
            elif "ostatni" in ls:
                targets.append((i, Target("ordinal", ordinal=-1, how="ordinal", excluded=excl)))
                used[i] = True
            elif re.fullmatch(r"[1-9]", t.form):
                targets.append((i, Target("number", ordinal=int(t.form), how="ordinal", excluded=excl)))
                used[i] = True
            elif "wszystek" in ls or "wszystko" in ls or f.startswith("wszystk"):
                targets.append((i, Target("all", excluded=excl)))
                used[i] = True
            elif f in NEG or (f == "tylko" and nxt is not None and nxt.folded == "nie") or (f == "nie" and (i == 0 or toks[i - 1].folded in ("ale", "jednak", "tylko"))):
                excl = True
                used[i] = True
            elif ls & KEEP and any(x.folded in ("tylko", "same") for x in toks):
                op = "keep"
                used[i] = True
            elif ls & REP:
                op = "replace"
                used[i] = True
            elif ls & MOVE:
                op = "move"
                pos = 1
                used[i] = True
            elif ls & REM:
                op = op or "remove"
                used[i] = True
            elif ls & ADD:
                op = op or "add"
                used[i] = True
            elif ls & SHOW and op is None:
                op = "show"
                used[i] = True
            elif ls & WEAK:
                weak = True
                used[i] = True
            elif f in ("to", "ten", "te", "ta") and op in ("add", "remove"):
                targets.append((i, Target("this", excluded=excl)))
                used[i] = True
            i += 1
        rest = [
            t for t, u in zip(toks, used) if not u and not (t.lemmas & FILL or t.folded in FILL or t.folded == "tylko")
        ]
        bare = bool(targets) and not rest and op in (None,)
        if weak and op is None and targets and not rest:
            op = "add"
            bare = False
        ts = tuple(t for _, t in targets)
        if ts and any(t.kind not in ("this",) for t in ts):
            ts = tuple(t for t in ts if t.kind != "this")
        if op in ("add", "remove") and not ts and rest and self.classify:
            r = self.classify(" ".join(t.form for t in rest))
            if r:
                ts = (
                    Target(
                        "action", id=r[0].intent, how="loose", score=r[0].score, others=tuple(x.intent for x in r[1:3])
                    ),
                )
        if op is None and excl and ts and all(t.excluded for t in ts):
            op = "remove"
            bare = False
        return Clause(op, ts, pos, bare, text.strip()) if (op or ts) else None
