// Every Polish string of the widget. {name} marks what is filled in.
export const STRINGS = {
  title: "Rozmowa",
  log: "Przebieg rozmowy",
  welcome:
    "Dzień dobry! Jestem Drogowskazem, automatem ośrodka wsparcia ekonomii społecznej. Proszę napisać, w czym mogę pomóc, albo wybrać jedną z możliwości.",
  startOverview: "Pokaż obszary",
  startRecommend: "Doradź mi",
  startHelp: "Co potrafisz?",
  you: "Państwo",
  bot: "Drogowskaz",
  label: "Państwa wiadomość",
  hint: "Enter wysyła, Shift i Enter zaczyna nowy wiersz",
  send: "Wyślij",
  typing: "Piszę odpowiedź…",
  quick: "Szybkie odpowiedzi",
  sources: "Źródła",
  seen: "sprawdzono {date}",
  newTab: "otwiera się w nowej karcie",
  draft: "Państwa wybór",
  empty: "Na razie nic nie wybrano.",
  saved: "Wybór jest zapisany.",
  unsaved: "Wybór nie jest jeszcze zapisany.",
  remove: "Usuń z wyboru: {name}",
  up: "Przesuń wyżej: {name}",
  down: "Przesuń niżej: {name}",
  finish: "Zakończ wybór",
  fresh: "Nowa rozmowa",
  freshAsk: "Zacząć od nowa? Wybór z tej rozmowy nie jest zapisany i zniknie z ekranu.",
  freshDone: "Zaczęto nową rozmowę.",
  lost: "Nie udało się połączyć. Wiadomość nie zginęła – można ją wysłać ponownie.",
  retry: "Wyślij ponownie",
  retrying: "Brak połączenia, próbuję ponownie…",
  noHistory: "Nie udało się wczytać wcześniejszej rozmowy.",
};

/** A string with its {placeholders} filled. */
export const say = (key, values = {}) => STRINGS[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
