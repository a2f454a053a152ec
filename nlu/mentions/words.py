"""The wordings of choosing, as people say them; forms and typing without diacritics are made by `forms`.

Verbs stand in their dictionary form and are inflected. Phrases stand as said, with `|` between variants of one word and
`-` for "may be left out"; they are folded when read.
"""

from __future__ import annotations

from nlu.mentions.nodes import Kind, Strength
from nlu.understanding import Operation

VERBS: tuple[tuple[Operation, Strength, str], ...] = (
    ("add", "strong",
     "dodać dodawać dorzucić dorzucać dołożyć dokładać dołączyć dołączać dopisać dopisywać wpisać wpisywać wrzucić "
     "wrzucać włączyć włączać wziąć brać wybrać wybierać zaznaczyć zaznaczać wstawić wstawiać uwzględnić uwzględniać "
     "zdecydować decydować postawić stawiać doliczyć doliczać dobrać dobierać zadeklarować "
     "deklarować wytypować typować odhaczyć odhaczać przygarnąć dokooptować pododawać powpisywać "
     "pozaznaczać powybierać ująć ujmować"),
    ("add", "plain", "dać dawać kliknąć klikać zapisać zapisywać poprosić wskazać wskazywać zgłosić zgłaszać przyjąć przyjmować "
                     "zgadzać zgodzić optować głosować pisać klepnąć klepać wejść wchodzić obstawiać obstawić zostawić zostawiać pozostawić pozostawiać "
                     "zachować zachowywać dopuścić zatwierdzić zatwierdzać dojść dochodzić wskakiwać wskoczyć trafić trafiać przybyć "
                     "wprowadzić wprowadzać rejestrować zarejestrować notować zanotować zamówić zamawiać zaklepać rezerwować zarezerwować"),
    ("add", "weak", "proponować zaproponować sugerować chcieć woleć robić zrobić realizować iść lecieć preferować celować pójść polecieć potrzebować"),
    ("add", "weak", "pasować odpowiadać spodobać podobać"),
    ("add", "refuse", "interesować przydać dotyczyć planować rozważać udźwignąć"),
    ("remove", "strong",
     "usunąć usuwać wyrzucić wyrzucać wykreślić wykreślać skreślić skreślać odznaczyć odznaczać zdjąć zdejmować "
     "zrezygnować rezygnować odpuścić odpuszczać wywalić wywalać skasować kasować wyciąć wycinać pominąć pomijać "
     "zabrać zabierać wyjąć wyjmować wycofać wycofywać odrzucić odrzucać darować wymazać wymazywać wykluczyć "
     "wykluczać wyeliminować eliminować odjąć odejmować wyłączyć wyłączać wykopać odstąpić odstępować zaniechać pozbyć pozbywać "
     "opuścić opuszczać zlikwidować wykasować odklikać odkliknąć wyczyścić czyścić wyzerować zerować opróżnić opróżniać "
     "pousuwać powyrzucać powykreślać poskreślać wyrugować wyprosić spisać zbyć wyłączać ściągnąć ściągać"),
    ("remove", "plain", "odpaść odpadać wypaść wypadać wylecieć wylatywać anulować olać odwołać odwoływać "
                        "ulecieć znikać zniknąć przepaść odejść odchodzić zejść schodzić"),
    ("replace", "strong", "zamienić zamieniać podmienić podmieniać wymienić wymieniać zastąpić zastępować"),
    ("replace", "plain", "zmienić zmieniać podstawić podstawiać przerzucić przeskoczyć przejść"),
    ("keep", "plain", "ograniczyć ograniczać poprzestać poprzestawać"),
    ("keep", "plain", "zostać zostawać pozostać pozostawać"),
    ("move", "plain", "przesunąć przesuwać przenieść przenosić przestawić przestawiać ustawić ustawiać wysunąć przełożyć "
                      "uporządkować porządkować uszeregować szeregować posortować poprzestawiać"),
    ("show", "plain",
     "pokazać pokazywać wyświetlić wyświetlać opowiedzieć opowiadać wyjaśnić wyjaśniać opisać opisywać objaśnić "
     "powiedzieć mówić wytłumaczyć tłumaczyć przedstawić przedstawiać omówić omawiać porównać porównywać zobaczyć "
     "obejrzeć oglądać przeczytać poczytać sprawdzić sprawdzać poznać dowiedzieć doczytać rozwinąć rozwijać "
     "przybliżyć przybliżać streścić podać podawać przypomnieć otworzyć zerknąć podejrzeć rozumieć zrozumieć "
     "wiedzieć pytać zapytać spytać doprecyzować zreferować podpowiedzieć poradzić różnić znaczyć oznaczać "
     "polegać wypisać wypisywać zaprezentować zajrzeć zwizualizować scharakteryzować"),
)  # fmt: skip
"""Verbs by what they ask for and how much may follow them (see `nodes.Strength`)."""

THIRD = frozenset(
    (
        "dojść dochodzić wskakiwać wskoczyć trafić trafiać przybyć znikać zniknąć odejść odchodzić zejść schodzić ulecieć "
        "odpaść odpadać wypaść wypadać wylecieć wylatywać zostać zostawać pozostać pozostawać pasować "
        "odpowiadać podobać spodobać interesować przydać dotyczyć wejść wchodzić iść różnić znaczyć oznaczać "
        "polegać"
    ).split()
)
"""Verbs that speak in the third person without "niech"."""

LEANING = {
    **dict.fromkeys(
        ("zdecydować", "decydować", "postawić", "stawiać", "obstawić", "celować", "pisać", "zgadzać", "zgodzić"),
        ("na", "w"),
    ),
    **dict.fromkeys(("optować", "głosować"), ("za", "na")),
    **dict.fromkeys(("wejść", "wchodzić", "iść", "pójść", "lecieć", "polecieć"), ("w", "na", "z", "we", "po")),
}
"""Verbs that choose only with one of these prepositions: "decydujemy się na", not "urząd decyduje o"."""
KEEPERS = frozenset(
    "zostawić zostawiać pozostawić pozostawiać zachować zachowywać zostać zostawać pozostać pozostawać".split()
)
"""With "tylko" they keep; alone they only say that something stays."""
PICKING = frozenset("wziąć brać wybrać wybierać zaznaczyć zaznaczać odhaczyć odhaczać zdecydować".split())
"""Verbs that can hardly mean anything but choosing here."""
MOVERS = frozenset("dać dawać wrzucić wstawić postawić stawiać chcieć ustawić zostawić".split())
"""With a place ("na początek") they move."""
SAVING = frozenset(("zapisać", "zapisywać", "zatwierdzić", "zatwierdzać"))
UNDOING = frozenset("poprzestać poprzestawać wycofać wycofywać anulować odwołać odwoływać".split())
"""With "to" or "wszystko" these are about storing and undoing, not about the draft."""
STARTING = frozenset("wybierać zaznaczać wybrać pozaznaczać powybierać".split())
EDITING = frozenset("dodać dorzucić dołożyć dołączyć dopisać wpisać wrzucić włączyć wstawić".split())
ADVISERS = frozenset("pan pani panstwo bot".split())

VERB_FORMS: tuple[tuple[Operation, Strength, str], ...] = (
    ("add", "strong", "biezemy bierem weznę wezme wezniemy wezmij wezmijcie wezcie bieram"),
    ("add", "plain", "poprosze poprosimy poprosiłbym poprosiłabym"),
    ("replace", "strong", "zamiana zamiane podmiana podmiane"),
    ("remove", "plain", "zapomnij zapomnijcie zapomnijmy leci leca"),
    ("remove", "strong", "rezygnacja rezygnacje rezygnacji"),
    ("remove", "strong", "wyzuc wyzucic wyzuccie won precz out"),
    ("show", "plain", "pokasz pokaze pokazcie"),
)  # fmt: skip
"""Forms outside the dictionary: misspellings that are other words, and bare interjections."""

SHOW_NOUNS = (
    "informacja info szczegół opis wyjaśnienie definicja różnica wytłumaczenie streszczenie omówienie porównanie "
    "znaczenie przykład podgląd opowieść podsumowanie"
)
TOPICS = (
    "uwaga notatka komentarz adnotacja dopisek dane konto rozmowa historia pesel mail e-mail email telefon adres "
    "nazwisko imię hasło kod załącznik plik dokument pdf zmiana deklaracja wersja"
)
"""Nouns after which a verb of choosing is about something else: "dodaj uwagę", "usuń moje dane", "cofnij zmianę"."""

PHRASES: tuple[tuple[Kind, str], ...] = (
    ("but", "z wyjątkiem"), ("but", "za wyjątkiem"), ("but", "oprócz"), ("but", "prócz"), ("but", "poza"),
    ("but", "bez"), ("but", "tylko nie"), ("but", "byle nie"), ("but", "wyjąwszy"), ("but", "wyłączając"),
    ("but", "z pominięciem"), ("but", "nie licząc"), ("but", "pomijając"), ("but", "niż"), ("but", "niżeli"),
    ("but", "zamiast tylko nie"), ("but", "ale nie"), ("but", "lecz nie"), ("but", "a nie"), ("but", "ale bez"),
    ("but", "tylko bez"), ("but", "byle bez"), ("but", "ale już nie"), ("but", "ale nie chcę|chcemy"),
    ("but", "minus"), ("but", "z wyłączeniem"), ("but", "wyłączywszy"),
    ("instead", "zamiast"), ("instead", "w miejsce"),
    ("adverse", "zamiast tego|tamtego|niego|niej"),
    ("filler", "w to|tamto|jego|jej|ich miejsce"), ("filler", "na to|jego|jej|ich miejsce"),
    ("filler", "bez dwóch zdań"), ("filler", "bez zmian"), ("filler", "bez problemu|wahania|wątpienia|dyskusji|gadania"),
    ("filler", "bez zbędnych|zbednych słów|pytań"), ("filler", "bez przesady"), ("content", "bez przetargu|przetargów"), ("filler", "bez sensu"),
    ("also", "ale za to"), ("also", "poza tym"), ("also", "oprócz tego|tych"), ("also", "prócz tego"), ("also", "do tego"),
    ("also", "nie tylko"), ("also", "ale|lecz też|także|również"), ("also", "a także"), ("also", "jak również"),
    ("also", "też"), ("also", "także"), ("also", "również"), ("also", "jeszcze"), ("also", "plus"),
    ("also", "dodatkowo"), ("also", "ponadto"), ("also", "a do tego"), ("also", "i jeszcze"), ("also", "no i"),
    ("filler", "jeszcze raz"), ("filler", "raz jeszcze"), ("filler", "jeszcze nie wiem"),
    ("yes", "tak"), ("yes", "jak najbardziej"), ("yes", "koniecznie"), ("yes", "czemu nie"), ("yes", "dlaczego nie"),
    ("yes", "niech będzie|będą|bedzie|beda"), ("yes", "może być"), ("yes", "mogą być"), ("yes", "na tak"),
    ("yes", "jestem|jesteśmy za"), ("yes", "wchodzi w grę"), ("yes", "obowiązkowo"), ("yes", "owszem"),
    ("yes", "się zgadzamy"), ("yes", "ok"), ("yes", "okej"), ("yes", "oki"),
    ("no", "nie"), ("no", "na nie"), ("no", "nie ma mowy"), ("no", "odpada na razie"), ("no", "na razie nie"), ("no", "niekoniecznie"), ("no", "niepotrzebne|niepotrzebna|niepotrzebny|niepotrzebnie"),
    ("no", "to dla nas za dużo|drogie|trudne|wcześnie"), ("no", "za dużo|drogie|trudne|drogo|trudno|wcześnie dla nas"),
    ("no", "za drogie|trudne|drogo|wcześnie"), ("no", "nie na nasze|moje siły|możliwości|kieszeń"),
    ("content", "kiedy indziej"), ("content", "innym razem"), ("no", "nie potrzebujemy|potrzebuję"), ("no", "nam niepotrzebne"),
    ("no", "zbędne|zbędna|zbędny|zbyteczne|zbyteczna"),
    ("no", "nie wchodzi w grę"), ("no", "nie dla nas"), ("no", "jestem|jesteśmy przeciw"), ("no", "w żadnym razie"),
    ("no", "absolutnie nie"), ("no", "jednak nie"), ("no", "już nie"), ("no", "raczej nie"), ("no", "chyba nie"),
    ("no", "nie tym razem"), ("no", "nie w tym roku"), ("no", "nie teraz"), ("no", "nie jest dla nas"),
    ("neither", "ani"), ("neither", "ani też"), ("neither", "ni"),
    ("topic", "przy tym|tej|nim -|działaniu|pozycji|punkcie"), ("this", "to jedno"), ("this", "-|do|przy tego|tym jednego|jednym"),
    ("filler", "bez wyjątku"), ("filler", "z -|naszego|mojego|tego wyboru|koszyka|zestawu|planu"),
    ("filler", "co pan|pani|państwo wymienił|wymieniła|pokazał|pokazała"), ("filler", "naraz"), ("filler", "hurtem"),
    ("content", "dam|damy|dać|dacie|dali radę|rady"), ("content", "tak samo"), ("content", "to samo|sama"),
    ("content", "taki|taka|ten|ta|te sam|sama|same|samo"), ("content", "do siebie na"),
    ("content", "może|na później"),     ("content", "wziąć|brać|bierze|biorą|biorę|bierzemy|weźmy|weźmiemy|wziął|wzięła|wzięło udział"),
    ("content", "nie to"), ("content", "nie raz"), ("content", "nie wiem|wiemy"), ("content", "nie ma"), ("content", "nie rozumiem|rozumiemy|pamiętam|pamiętamy"),
    ("content", "wszystko jasne|jedno|dobrze|gra|ok|wiem|rozumiem"), ("content", "to wszystko na dziś|dzisiaj"),
    ("content", "po pierwsze|drugie|trzecie"), ("content", "po raz pierwszy|drugi|trzeci|kolejny"),
    ("content", "w pierwszym|drugim|trzecim rzędzie"), ("content", "trzeci sektor"), ("content", "trzeciego sektora"),
    ("content", "trzecim sektorze"), ("content", "nic wspólnego"), ("content", "za pierwszym|drugim razem"),
    ("content", "jeden z"), ("content", "jedna z"), ("content", "jedno z"), ("content", "na pierwszy rzut oka"),
    ("filler", "oznaczonych|oznaczone|oznaczonego|opisanych numerem|numerami|symbolem|symbolami|nr"),
    ("filler", "jak leci"), ("filler", "po kolei"), ("filler", "do jednego"), ("filler", "po prostu"),
    ("only", "-|i nic więcej|ponadto"), ("only", "-|i nic poza tym"), ("filler", "i tyle"),
    ("filler", "w tej|takiej|podanej kolejności"), ("filler", "do wyboru"), ("filler", "na razie"),
    ("filler", "z -|tej|naszej|mojej|całej|pokazanej|powyższej|twojej|waszej listy"),
    ("filler", "na|do -|tę|ta|tą|naszą|nasza|naszej|mojej|moją|moja|swoją|swoja|swojej listę|listy|liste|koszyka|"
               "koszyk|wyboru|zestawu|deklaracji|planu"),
    ("filler", "na -|tej|naszej|mojej|powyższej liście"),
    ("filler", "z tych -|dwóch|trzech|czterech|pięciu|sześciu|siedmiu"), ("filler", "z nich"),
    ("filler", "z tego|tej|tego samego obszaru|listy|zestawienia|tabeli"), ("filler", "w tym obszarze"),
    ("filler", "z powyższych|pokazanych|wymienionych|podanych|propozycji|wybranych|nowych|tutejszych"),
    ("filler", "spośród tych|nich|powyższych"), ("filler", "z góry|gory tej listy"),
    ("verb", "do kosza|śmieci"), ("verb", "do skreślenia|usunięcia|wyrzucenia|wykreślenia|odstrzału"),
    ("verb", "daj|dajmy|dać|dajcie -|sobie spokój -|z|ze"), ("filler", "trzeba|można|dobrze|warto by -|było"), ("filler", "miło|fajnie by -|było"), ("filler", "nie zapomnij|zapomnijcie"),
    ("filler", "z tego co mam|mamy|jest|wybrałem|wybrałam|wybraliśmy|zaznaczyliśmy|zaznaczyłem|zaznaczyłam"),
    ("filler", "ze|z swojej|naszej|mojej strony"), ("filler", "dla nas"), ("filler", "u nas"), ("filler", "dla mnie"), ("filler", "u mnie"),
    ("filler", "dla tego|tej|naszego|naszej|mojego|mojej klienta|gminy|klientki|organizacji|stowarzyszenia|fundacji|"
               "spółdzielni|firmy|powiatu|grupy"),
    ("filler", "dzień dobry"), ("filler", "dobry wieczór"), ("filler", "w sumie"), ("filler", "jeśli można"),
    ("filler", "od razu"), ("filler", "w takim razie"), ("filler", "o ile można"), ("yes", "na pewno"),
    ("filler", "w zamian"), ("instead", "w zamian za"), ("filler", "z powrotem"), ("filler", "pod uwagę"), ("filler", "do siebie"), ("filler", "na spokojnie"),
    ("first", "najpierw"), ("first", "w pierwszej kolejności"), ("first", "na początku"), ("first", "wpierw"),
    ("first", "w kolejności"), ("first", "w następującej kolejności"), ("first", "zacznijmy|zaczynamy|zacząć od"),
    ("first", "kolejność"), ("first", "kolejności"), ("first", "kolejnością"),
    ("then", "potem"), ("then", "następnie"), ("then", "po czym"), ("then", "w dalszej kolejności"), ("then", "na koniec i"), ("then", "dalej"), ("then", "później"), ("then", "w drugiej kolejności"),
    ("swap", "miejscami"), ("swap", "kolejnością z"),
    ("question", "po co"), ("question", "na czym"), ("question", "o co chodzi"), ("question", "co to"),
    ("question", "jaka różnica"), ("question", "czym się różni|różnią"), ("question", "co daje"),
    ("question", "kto"), ("question", "co"), ("question", "czym"), ("question", "jak"), ("question", "jaki"),
    ("question", "jaka"), ("question", "jakie"), ("question", "jakich"), ("question", "jakim"), ("question", "jaką"),
    ("question", "ile"), ("question", "czy"), ("question", "dlaczego"), ("question", "czemu"), ("question", "gdzie"),
    ("question", "kiedy"), ("question", "skąd"), ("question", "komu"), ("question", "kogo"), ("question", "kim"),
    ("question", "od kiedy"), ("question", "od czego"), ("question", "do czego"),
    ("question", "a co z|jeśli|gdy"),
    ("request", "-|czy -|może pan|pani|państwo -|możesz|może|mogłaby|mógłby|mogliby"),
    ("request", "czy|i możesz|możecie|mógłbyś|mogłabyś|moglibyście|mogłybyście"),
    ("request", "możesz|możecie|mógłbyś|mogłabyś|moglibyście"),
    ("request", "czy|- mogę|mógłbym|mogłabym|można prosić o|żeby"), ("request", "bądź tak miły|dobra"),
    ("slip", "znaczy"), ("slip", "to znaczy"), ("slip", "tzn"), ("slip", "czekaj"), ("slip", "czekajcie"),
    ("slip", "zaraz"), ("slip", "przepraszam"), ("slip", "sorry"), ("slip", "sorki"), ("slip", "tfu"),
    ("slip", "pomyłka"), ("slip", "pomyliłem|pomyliłam|pomylilismy się"), ("slip", "albo nie"), ("slip", "nie nie"),
    ("slip", "miałem|miałam|mieliśmy|miałyśmy na myśli"), ("slip", "chodziło mi|nam o"), ("filler", "chodzi mi|nam o"), ("slip", "wróć"),
    ("slip", "albo lepiej|raczej"), ("slip", "a właściwie -|nie"), ("slip", "albo właściwie nie"), ("slip", "a nie -|czekaj|jednak przepraszam"), ("slip", "właściwie nie"), ("slip", "miało być"),
    ("slip", "moment"), ("slip", "albo wiesz|wiecie co"), ("slip", "wiesz|wiecie co"), ("slip", "a nie czekaj"), ("slip", "chwila"), ("slip", "nie nie czekaj"), ("slip", "poprawka"),
    ("slip", "nie czekaj"), ("slip", "źle kliknąłem|kliknęłam|napisałem|napisałam"), ("slip", "a nie przepraszam"),
    ("reason", "bo"), ("reason", "bowiem"), ("reason", "gdyż"), ("reason", "ponieważ"), ("reason", "żeby"),
    ("reason", "aby"), ("reason", "by"), ("reason", "jeśli"), ("reason", "jeżeli"), ("reason", "gdyby"),
    ("reason", "skoro"), ("reason", "choć"), ("reason", "chociaż"), ("reason", "dlatego że"), ("reason", "że"),
    ("reason", "iż"), ("reason", "dopóki"), ("reason", "bo to"), ("reason", "zanim"), ("reason", "ażeby"),
    ("conj", "i"), ("conj", "oraz"), ("conj", "lub"), ("conj", "albo"), ("conj", "jak i"), ("conj", "tudzież"),
    ("conj", "wraz z"), ("conj", "razem z"), ("conj", "+"), ("conj", "&"),
    ("adverse", "a"), ("adverse", "ale"), ("adverse", "lecz"), ("adverse", "natomiast"), ("adverse", "za to"),
    ("adverse", "zaś"), ("adverse", "a za to"), ("adverse", "a potem"), ("adverse", "a później"), ("adverse", "a teraz"),
    ("adverse", "i potem"), ("adverse", "i wtedy"), ("adverse", "z kolei"), ("adverse", "a z kolei"),
    ("only", "tylko"), ("only", "jedynie"), ("only", "wyłącznie"), ("only", "tylko i wyłącznie"), ("only", "samo"),
    ("only", "sama"), ("only", "samą"), ("only", "same"), ("only", "sam"),
    ("also", "tylko|tylko też jeszcze"), ("also", "tylko jedno"), ("also", "tylko dodaj"),
)  # fmt: skip
"""What short words and set phrases mean; the longest match counts."""

PLACES: tuple[tuple[int, str], ...] = (
    (1, "na -|sam|samym|samiutki początek|początku"), (1, "na -|samą|sama górę|górze"), (1, "na czoło|czele|przód"),
    (1, "na pierwsze|pierwszym|pierwszą|pierwszej|1 miejsce|miejscu|pozycję|pozycji"), (1, "na samej górze"),
    (1, "jako pierwsze|pierwszy|pierwszą"), (1, "wyżej"), (1, "priorytet"), (1, "priorytetem"), (1, "priorytetowo"),
    (1, "jest|są|to najważniejsze"), (1, "najważniejsze"), (1, "najważniejsza"), (1, "najważniejszy"),
    (1, "najpilniejsze"), (1, "najpilniejsza"), (1, "ważniejsze"), (1, "ważniejsza"), (1, "ważniejszy"),
    (1, "na start"), (1, "do przodu"), (1, "ma|mają pierwszeństwo"), (1, "najwyższy priorytet"),
    (1, "ma|mają być pierwsze|pierwsza|pierwszy"), (1, "na jedynkę"),
    (2, "na drugie|drugim|drugą|drugiej|2 miejsce|miejscu|pozycję|pozycji"), (2, "jako drugie|drugi|drugą"),
    (3, "na trzecie|trzecim|trzecią|trzeciej|3 miejsce|miejscu|pozycję|pozycji"), (3, "jako trzecie|trzeci|trzecią"),
    (4, "na czwarte|czwartym|4 miejsce|miejscu"), (5, "na piąte|piątym|5 miejsce|miejscu"),
    (-1, "na -|sam|samym|szary koniec|końcu"), (-1, "na -|sam|samym dół|dole"), (-1, "na samiutki koniec"),
    (-1, "na ostatnie|ostatnim miejsce|miejscu"), (-1, "jako ostatnie|ostatni|ostatnią"), (-1, "niżej"), (-1, "na tył"),
    (-1, "do tyłu"), (-1, "na sam spód"),
)  # fmt: skip
"""Places in the order of the draft; -1 is the end."""

THIS = "to ten tę te tą tego tej tym tamto tamten tamtą tamtego tamtej tamte ją go je niej niego nią tych ta tamta"
ALL = "wszystkie wszystko wszystkich wszystkiego wszytko wszytkie wszyskie wszysko całość całości komplet każde każdą każdy"
REST = "reszta resztę reszty resztą pozostałe pozostałych pozostała pozostałymi inne innych"
BOTH = "oba obie obydwa obydwie oboje obu obydwu"
WHOLE = "cały cała całą całe całego całej"
MODALS = (
    "możemy mogę należy trzeba warto muszę musimy prosiłbym prosiłabym prosilibyśmy postanowiliśmy zamierzam zamierzamy"
)
"""Words before an infinitive that make it the speaker's wish, though a weaker one."""
MIDDLE = "środkowy środkowa środkowe środkową środkowego środkowej"
SHOWN = "wymieniony pokazany powyższy zaproponowany wybrany podany wyświetlony"
"""Words for what the bot has just listed; they add nothing to "wszystkie"."""
HEAD_FILLERS = "punkt pkt p numer nr pozycja poz działanie rezultat opcja propozycja podpunkt pozycję sztuka"
"""Nouns that only say "number": they may stand before or after what they count."""

FILLERS = (
    "proszę prosimy no dobra dobrze super fajnie świetnie hej cześć witam więc zatem jednak chyba raczej może teraz "
    "wtedy już właśnie ewentualnie oczywiście zdecydowanie najlepiej najchętniej wobec razie ja my nam nas mi mnie im "
    "ci tobie wam wy ty pan pani panie państwo sobie się swój nasz nasza nasze naszą nasi moje mój moja moją lista listy "
    "temat tematy zestaw wybór tak oj ach hm hmm ee eee yyy aha czyli tu tutaj tam będzie byłoby byłby by bym byśmy żebym żebyśmy żebyś żebyście abym abyśmy abyście "
    ""
    "bądź niech oto ot trzeba pozycje działania punkty numery opcje propozycje rezultaty działań punktów pozycji "
    "propozycji punktu działaniu kolejno pana panu chętnie jest są być kolejny kolejna kolejne następny następna "
    "następne dziś dzisiaj finalnie ostatecznie pokazane wymienione powyższe zaproponowane spróbujmy śmiało plz pls "
    "prosze panią sztuk jakieś taki taka takie takie łącznie razem wspólnie nasze tylko dwadzieścia"
)  # fmt: skip
PREPS = "o w we z ze na do od po przy dla u za przed nad pod ku przez między względem"
