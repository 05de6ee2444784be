"""Who uses the site may have its code, as the licence wants: linked from every page, given whole, and nothing else."""

import io
import subprocess
import tarfile
from pathlib import Path

import pytest
from django.conf import settings

from maillage.website import source

ROOT = Path(settings.BASE_DIR)
LEFT_OUT = {".ci/run", ".gitignore"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "words"), [("/", "Code source et licence"), ("/en/aide/", "Source code and licence"), ("/ar/rien/", "")]
)
def test_every_page_leads_to_the_code_and_the_licence(client, path, words):
    assert f'code-source/">{words}' in client.get(path).text


def test_the_page_gives_what_runs_here(client):
    page = client.get("/code-source/").text
    assert 'class="button" href="/code-source/maillage.tar.gz"' in page
    assert 'href="/code-source/licence.txt"' in page


def test_a_site_whose_code_is_published_elsewhere_sends_there(client, settings):
    settings.MAILLAGE_SOURCE_URL = "https://code.exemple.test/maillage"
    assert (
        'class="button" href="https://code.exemple.test/maillage" rel="noreferrer"' in client.get("/code-source/").text
    )
    assert client.get("/code-source/maillage.tar.gz").status_code == 404


def test_the_archive_holds_every_file_we_write(client):
    answer = client.get("/code-source/maillage.tar.gz")
    assert answer["Content-Disposition"] == 'attachment; filename="maillage.tar.gz"'
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as tar:
        given = {name.removeprefix("maillage/") for name in tar.getnames()}
        owners = {(one.uid, one.gid, one.uname, one.gname) for one in tar}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    assert {name for name in tracked if (ROOT / name).is_file()} - given == LEFT_OUT
    assert owners == {(0, 0, "", "")}


def test_data_keys_and_what_is_left_beside_stay_out(tmp_path):
    for name in (
        "README.md", "secret.md", "config/settings.py", "config/secret_key", "config/.env", "maillage/db.sqlite3",
        "maillage/__pycache__/a.py", "static/data/uploads/list.csv", "var/a.py",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "config/linked.py").symlink_to("/etc/hostname")

    found = [path.relative_to(tmp_path).as_posix() for path in source.files(tmp_path, tmp_path / "static/data")]

    assert found == ["README.md", "config/settings.py"]


def test_the_licence_is_the_one_we_name(client):
    answer = client.get("/code-source/licence.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in answer.text
