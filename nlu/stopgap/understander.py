from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from knowledge.base import Base
from nlu.stopgap.classifier import Classifier
from nlu.stopgap.polish.lemmas import tokens
from nlu.stopgap.polish.normalise import words
from nlu.stopgap.polish.repair import Repair
from nlu.stopgap.training import examples
from nlu.understanding import Ranked, Understanding

OOS = "out_of_scope"
ANSWER, MARGIN, REFUSE = 0.25, 0.12, 0.5
QUESTION = set(
    [
        "co",
        "czym",
        "czego",
        "jak",
        "jaki",
        "ktory",
        "kto",
        "komu",
        "ile",
        "czy",
        "gdzie",
        "kiedy",
        "dlaczego",
        "skad",
        "po",
    ]
)
UK = set("іїєґ")
EN = set(
    ["the", "is", "are", "how", "what", "can", "you", "i", "to", "of", "and", "for", "please", "where", "do", "my"]
)
DE = set(["der", "die", "das", "ist", "und", "ich", "wie", "kann", "bitte", "ein", "nicht", "was", "wo"])


class Understander:
    def __init__(self, repair, lexicon, classifier, facets, parser=None):
        self.repair, self.lexicon, self.classifier, self.facets, self.parser = (
            repair,
            lexicon,
            classifier,
            facets,
            parser,
        )

    @classmethod
    def train(cls, base: Base | None, rows=None):
        rows = list(rows or examples())
        from collections import Counter

        import wordfreq

        own = Counter(w.casefold() for r in rows for w, _, _ in words(r.text) if w.isalpha())
        lex = [w for w, n in own.most_common() if n >= 2]
        if base:
            for rec in (*base.actions.values(), *base.areas.values(), *base.terms.values()):
                for t in (rec.name, *rec.aliases):
                    lex += [w.casefold() for w, _, _ in words(t) if w.isalpha()]
        lex += wordfreq.top_n_list("pl", 40000)
        lex = list(dict.fromkeys(w for w in lex if w.isalpha() and len(w) > 3))
        repair = Repair(lex)
        texts = [repair(r.text) for r in rows]
        main = Classifier.train(texts, [r.intent for r in rows])
        ft, fl = [], []
        names = [n for a in (base.actions.values() if base else ()) for n in (a.name, *a.aliases)]
        ids = list(base.actions) if base else []
        k = 0
        for t, r in zip(texts, rows):
            facet = r.intent.removeprefix("facet_") if r.intent.startswith("facet_") else "none"
            ft.append(t)
            fl.append(facet)
            if facet != "none" and names:
                for extra in (names[(k * 7) % len(names)], ids[k % len(ids)]):
                    ft.append(repair(f"{t} {extra}"))
                    fl.append(facet)
                    k += 1
        facets = Classifier.train(ft, fl, with_embedding=False)
        return cls(repair, lex, main, facets)

    def save(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self.classifier.save(folder, "intents")
        self.facets.save(folder, "facets")
        (folder / "lexicon.txt").write_text("\n".join(self.lexicon))

    @classmethod
    def load(cls, folder: Path, base: Base | None = None):
        lex = (folder / "lexicon.txt").read_text().split("\n")
        made = cls(Repair(lex), lex, Classifier.load(folder, "intents"), Classifier.load(folder, "facets"))
        made.attach(base)
        return made

    def attach(self, base):
        if base is None:
            return
        try:
            from nlu.stopgap.mentions import Parser
        except ImportError:
            return
        self.parser = Parser(base, self.actions_of)

    @classmethod
    def cached(cls, folder: Path, base: Base):
        if not (folder / "lexicon.txt").exists():
            made = cls.train(base)
            made.save(folder)
        return cls.load(folder, base)

    def actions_of(self, text):
        p = self.classifier.probabilities(self.repair(text))
        return self._actions(p)

    def _actions(self, p):
        rows = [
            (l.removeprefix("action_").replace("_", "."), float(x))
            for l, x in zip(self.classifier.labels, p)
            if l.startswith("action_")
        ]
        total = sum(x for _, x in rows) or 1.0
        return tuple(Ranked(i, round(x / total, 4)) for i, x in sorted(rows, key=lambda r: (-r[1], r[0])))

    def understand(self, text: str) -> Understanding:
        repaired = self.repair(text)
        toks = tokens(repaired)
        lemmas = tuple(sorted({l for t in toks for l in t.lemmas}))
        p = self.classifier.probabilities(repaired)
        order = np.argsort(-p)[:12]
        intents = tuple(Ranked(self.classifier.labels[i], round(float(p[i]), 4)) for i in order)
        oos = float(p[self.classifier.labels.index(OOS)]) if OOS in self.classifier.labels else 0.0
        f = self.facets.probabilities(repaired)
        best = int(np.argmax(f))
        facet = self.facets.labels[best]
        ranked = self._actions(p)
        group = {}
        for l, x in zip(self.classifier.labels, p):
            g = "action" if l.startswith("action_") else "term" if l.startswith(("term_", "glossary")) else l
            group[g] = group.get(g, 0.0) + float(x)
        decision, candidates = "answer", ()
        if oos >= REFUSE or (oos > 0.25 and oos >= max(v for g, v in group.items() if g != OOS)):
            decision = OOS
        elif intents[0].intent.startswith("action_") and ranked[0].score - ranked[1].score < MARGIN:
            decision, candidates = "clarify", tuple(r.intent for r in ranked[:3])
        first = [t.folded for t in toks]
        low = text.casefold()
        lang = "pl"
        if UK & set(low):
            lang = "uk"
        elif not re.search("[ąćęłńóśźż]", low) and len(first) > 2:
            en = sum(w in EN for w in first)
            de = sum(w in DE for w in first)
            if en >= max(2, len(first) * 0.3):
                lang = "en"
            elif de >= max(2, len(first) * 0.3):
                lang = "de"
        return Understanding(
            text,
            repaired,
            lemmas,
            intents,
            1 - oos,
            self.parser.parse(text) if self.parser else (),
            facet if facet != "none" else None,
            round(float(f[best]), 4) if facet != "none" else 0.0,
            None,
            "?" in text or bool(QUESTION & set(first)),
            lang,
            decision,
            candidates,
            ranked,
        )
