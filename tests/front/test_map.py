from __future__ import annotations

from bot.front.map import drawn
from knowledge.base import load


def test_the_map_has_the_twenty_actions_in_the_order_of_the_table():
    made = drawn(load())
    ids = [[action["id"] for action in area["actions"]] for area in made["areas"]]
    assert [len(column) for column in ids] == [5, 5, 3, 7]
    assert all(i.startswith(f"{area['id']}.") for area, column in zip(made["areas"], ids, strict=True) for i in column)
    starred = [a["id"] for area in made["areas"] for a in area["actions"] if a["starred"]]
    assert starred == ["1.5", "2.5", "3.2"]
    assert all(a["name"] and a["short"] for area in made["areas"] for a in area["actions"])


async def test_it_is_served_without_a_session_and_not_to_strangers(client, base):
    answer = await client.get("/api/v1/map")
    assert answer.status_code == 200
    assert answer.json() == drawn(base)
    assert (await client.get("/api/v1/map", headers={"Origin": "https://other.test"})).status_code == 403
