"""A telephone as static/js/doors-sending.js makes it, and a road between it and the server where things get lost."""

import json
from collections import Counter
from random import Random

MOST = 25


class Road:
    """Requests get lost, answers get lost after the server kept all, requests come twice or much later."""

    def __init__(self, client, chance: Random):
        self.client, self.chance, self.happened, self.late = client, chance, Counter(), []

    def post(self, token: str, items: list[dict]) -> dict | None:
        fate = self.chance.choice(["fine", "fine", "request lost", "answer lost", "duplicate", "reordering"])
        self.happened[fate] += 1
        if fate == "request lost":
            return None
        if fate == "reordering":  # it arrives after those that follow
            self.late.append((token, items))
            return None
        answer = self._arrive(token, items)
        if fate == "duplicate":
            answer = self._arrive(token, self.chance.sample(items, len(items)))
        return None if fate == "answer lost" else answer

    def deliver_late(self) -> None:
        for token, items in self.late:
            self._arrive(token, items)
        self.late.clear()

    def _arrive(self, token: str, items: list[dict]) -> dict:
        body = json.dumps({"items": items})
        return self.client.post(f"/porte/{token}/envoi/", body, content_type="application/json").json()


class Phone:
    """`disk` outlives the page; `memory` holds what the disk had no room for."""

    def __init__(self, road: Road, token: str, chance: Random):
        self.road, self.token, self.chance = road, token, chance
        self.disk, self.memory, self.refused, self.over = {}, {}, {}, False

    def note(self, item: dict, *, full: bool = False) -> None:
        (self.memory if full else self.disk)[item["id"]] = item

    def unsent(self) -> list[dict]:
        return [*self.disk.values(), *self.memory.values()]

    def killed(self) -> None:
        """What was only in memory would be lost: the page says so and sends at once."""
        assert not self.memory

    def send(self, *, tabs: int = 1) -> None:
        """Two tabs that do not see each other's lock take the same batch; both hear, each settles."""
        batch = self.unsent()[:MOST]
        self.chance.shuffle(batch)
        answers = [self.road.post(self.token, batch) for _ in range(tabs)] if batch else []
        for answer in answers:
            self._settle(batch, answer)

    def _settle(self, batch: list[dict], answer: dict | None) -> None:
        self.over = bool(answer) and answer.get("code") == "over"
        for one in (answer or {}).get("answers", []):
            sent = next(item for item in batch if item["id"] == one["id"])
            for shelf in (self.disk, self.memory):
                if shelf.get(one["id"], {}).get("hash") == sent["hash"]:
                    del shelf[one["id"]]
            if one["kept"] == "refused":
                self.refused[one["id"]] = one["reason"]
