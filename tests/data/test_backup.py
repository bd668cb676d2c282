"""Backup and restore: counts right in another cluster, and nothing half done."""

import stat
import threading
from contextlib import closing, contextmanager
from datetime import timedelta
from io import BytesIO, StringIO
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import psycopg2
import pytest

from data import migrations
from data.__main__ import main
from data.backup.restoring import restore_backup
from data.backup.transfer import Transfer
from data.backup.writing import write_backup
from data.clock import Clock
from data.count_book import CountBook
from data.counts import fold_counts, read_changed_areas, read_news, read_picture
from data.embedded import run_cluster
from data.faults import FileFault, SchemaFault, StoreNotEmpty, StoreUnusable
from data.opening import open_store
from data.settings import read_settings
from data.store import Store
from data.verification import verify
from tests.conftest import address, fresh_database
from tests.factories import add_issue, add_tree
from tests.stores import migrate_partly, remove_store
from tests.waiting import wait_until

PROCESSES = Path("/proc")
CLOCK = Clock(ZoneInfo("Asia/Shanghai"))
WEST, EAST = (106.605, 26.605), (106.63, 26.61)

TAKE_IDS = """
DO $$ BEGIN
    CREATE TEMP TABLE taken (number integer);
    FOR number IN 1..3000 LOOP
        BEGIN
            INSERT INTO taken VALUES (number);
        EXCEPTION WHEN division_by_zero THEN NULL;
        END;
    END LOOP;
END $$
"""

WRITE_MORE = """
INSERT INTO issue (source, source_reference, category, area_id) VALUES ('w', gen_random_uuid()::text, 'x', %(area)s);
UPDATE issue SET status = 'closed' WHERE source = 'w' AND id % 3 = 0 AND is_open(status);
DELETE FROM issue WHERE source = 'w' AND id % 7 = 0;
"""

READ_STATE = """
SELECT (SELECT count(*) FROM area) AS areas, (SELECT version FROM boundaries) AS version,
    (SELECT max(number) FROM schema_migration) AS number
"""

READ_CONTENT = """
SELECT (SELECT count(*) FROM issue) AS issues, (SELECT count(*) FROM issue_event) AS events,
    (SELECT count(*) FROM area_version) AS versions
"""


@pytest.fixture(scope="module")
def other_cluster(tmp_path_factory):
    """A cluster that has given out fewer transaction ids than the one of all tests."""
    folder = tmp_path_factory.mktemp("other") / ".store"
    with run_cluster(folder, app=False) as made:
        yield made
    remove_store(folder)


@pytest.fixture(scope="module")
def empty_database(other_cluster):
    """The name of an empty database in the other cluster, for copies only."""
    with fresh_database(other_cluster, "template1") as name:
        with closing(Store(address(other_cluster, "owner", name))) as owner:
            migrations.migrate(owner)
        yield name


@pytest.fixture
def target(other_cluster, empty_database):
    """An empty store in the other cluster, for its owner and for the app."""
    with (
        fresh_database(other_cluster, empty_database) as name,
        closing(Store(address(other_cluster, "owner", name))) as owner,
        closing(Store(address(other_cluster, "app", name))) as app,
    ):
        yield SimpleNamespace(owner=owner, app=app)


@pytest.fixture
def written(store, owner, tmp_path):
    """The backup of a small street with one issue."""
    add_issue(store, area_id=add_tree(store)["west"])
    file = tmp_path / "street.backup"
    write_backup(owner, file, quiet())
    return file


@contextmanager
def writing(url, areas):
    """Somebody writes without a pause while the block runs."""
    is_over = threading.Event()

    def write():
        with closing(psycopg2.connect(url)) as connection:
            while not is_over.is_set():
                with connection, connection.cursor() as cursor:
                    for area in areas:
                        cursor.execute(WRITE_MORE.replace("id % ", "id %% "), {"area": area})

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def quiet():
    return Transfer(StringIO())


def read_totals(store):
    return CountBook(read_picture(store)).total


def test_a_store_backed_up_under_writes_counts_right_in_another_cluster(store, owner, feed_url, target, tmp_path):
    tree = add_tree(store)
    owner.execute(TAKE_IDS)
    with writing(feed_url, [tree["west"], tree["east"], None]):
        fold_counts(store, timedelta())
        add_issue(store, WEST)
        write_backup(owner, tmp_path / "backup", quiet())
    restore_backup(target.owner, tmp_path / "backup", quiet())
    assert verify(target.app, CLOCK.now()).is_right
    assert read_totals(target.app)[0] > 0
    assert read_picture(target.app).revision.snapshot.xmax < read_picture(store).revision.snapshot.xmin


def test_what_is_new_goes_on_after_a_restore(store, target, written):
    restore_backup(target.owner, written, quiet())
    before = read_picture(target.app).revision
    issue = add_issue(target.app, EAST)
    news = read_news(target.app, before)
    area = target.app.read_one("SELECT area_id FROM issue WHERE id = %(id)s", {"id": issue}).area_id
    assert (news.counts, [changed for changed, _ in news.issues]) == ([(area, "open_issues", 1)], [issue])
    assert read_changed_areas(target.app, before) == [area]
    fold_counts(target.app, timedelta())
    assert (read_totals(target.app)[0], verify(target.app, CLOCK.now()).is_right) == (2, True)


def test_a_screen_of_the_former_cluster_gets_a_snapshot(store, target, written):
    known = read_picture(store).revision
    restore_backup(target.owner, written, quiet())
    assert read_changed_areas(target.app, known) is None


def test_a_screen_knows_no_revision_of_a_store_that_went_back_in_time(store, owner, cluster, written):
    add_issue(store, WEST)
    later = read_picture(store).revision
    with (
        fresh_database(cluster, "template1") as name,
        closing(Store(address(cluster, "owner", name))) as back,
        closing(Store(address(cluster, "app", name))) as app,
    ):
        restore_backup(back, written, quiet())
        assert read_changed_areas(app, later) is None
        assert (read_totals(app)[0], verify(app, CLOCK.now()).is_right) == (1, True)


def test_history_settings_and_rights_come_back(store, target, written):
    restore_backup(target.owner, written, quiet())
    assert target.app.read(READ_CONTENT) == store.read(READ_CONTENT)
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        target.app.execute("DELETE FROM count_change")


def test_the_app_opens_what_the_commands_restored(written, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GRIDBOARD_STORE", str(tmp_path / ".store"))
    assert main(["restore", str(written)]) == 0
    with open_store(read_settings({"GRIDBOARD_STORE": str(tmp_path / ".store")})) as opened:
        assert read_totals(opened)[0] == 1
    assert main(["backup", str(tmp_path / "again")]) == 0
    assert main(["restore", str(written)]) == 2
    remove_store(tmp_path / ".store")
    assert "already holds areas, issues" in capsys.readouterr().err


def test_a_backup_is_its_owners_alone_and_replaces_nothing_unasked(owner, written, tmp_path):
    size = written.stat().st_size
    with pytest.raises(FileFault, match="exists"):
        write_backup(owner, written, quiet())
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert write_backup(owner, written, quiet(), replaces=True) == written.stat().st_size
    assert size and [file.name for file in tmp_path.iterdir() if file.is_file()] == [written.name]


class Interrupted(Transfer):
    """Ctrl-C while the first bytes are copied."""

    def copy(self, source, target):
        target.write(source.read(1000))
        raise KeyboardInterrupt


def test_an_interrupted_backup_leaves_no_file(store, owner, tmp_path):
    add_tree(store)
    with pytest.raises(KeyboardInterrupt):
        write_backup(owner, tmp_path / "backup", Interrupted(StringIO()))
    assert [file for file in tmp_path.iterdir() if file.is_file()] == []


def test_an_interrupted_restore_leaves_the_store_as_it_was(target, written):
    former = target.owner.read(READ_STATE)
    with pytest.raises(KeyboardInterrupt):
        restore_backup(target.owner, written, Interrupted(StringIO()))
    assert target.owner.read(READ_STATE) == former


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.9, 0.999])
def test_a_file_that_ends_early_is_refused_and_changes_nothing(target, written, share):
    former = target.owner.read(READ_STATE)
    content = written.read_bytes()
    written.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(FileFault, match="damaged"):
        restore_backup(target.owner, written, quiet())
    assert target.owner.read(READ_STATE) == former


def test_what_is_no_backup_is_refused(target, tmp_path):
    (tmp_path / "letter.txt").write_text("网格一张图\n" * 1000)
    with pytest.raises(FileFault, match="no backup of Gridboard"):
        restore_backup(target.owner, tmp_path / "letter.txt", quiet())
    with pytest.raises(FileFault, match=r"cannot be read: No such file or directory\.$"):
        restore_backup(target.owner, tmp_path / "none", quiet())
    with pytest.raises(FileFault, match=r"cannot be written: No such file or directory\.$"):
        write_backup(target.owner, tmp_path / "none" / "backup", quiet())


def test_a_database_without_a_schema_has_nothing_to_back_up(cluster, tmp_path):
    with (
        closing(Store(address(cluster, "owner", "postgres"))) as owner,
        pytest.raises(StoreUnusable, match="nothing to back up"),
    ):
        write_backup(owner, tmp_path / "backup", quiet())


def test_a_filled_store_is_not_restored_over(store, owner, written):
    with pytest.raises(StoreNotEmpty, match="areas, issues"):
        restore_backup(owner, written, quiet())
    assert read_totals(store)[0] == 1


def test_a_backup_of_a_newer_program_is_refused(owner, target, tmp_path):
    owner.execute("INSERT INTO schema_migration (number, name) VALUES (9999, 'later')")
    write_backup(owner, tmp_path / "backup", quiet())
    with pytest.raises(SchemaFault, match="has schema 9999"):
        restore_backup(target.owner, tmp_path / "backup", quiet())


def test_a_backup_of_an_older_program_is_brought_up_to_date(other_cluster, target, tmp_path):
    with fresh_database(other_cluster, "template1") as name:
        with closing(Store(address(other_cluster, "owner", name))) as old:
            migrate_partly(old, 6)
            add_tree(old)
            write_backup(old, tmp_path / "backup", quiet())
        assert restore_backup(target.owner, tmp_path / "backup", quiet()) == 6
    migrations.check_schema(target.owner)


def read_words(path):
    """A process's command line; empty when the process has just ended."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_no_password_stands_on_a_command_line(store, owner, written, tmp_path):
    class Looking(Transfer):
        def copy(self, source, target):
            lines = [read_words(path) for path in PROCESSES.glob("[0-9]*/cmdline")]
            seen.extend(line for line in lines if b"pg_dump\0" in line)
            return super().copy(source, target)

    seen = []
    names = (tmp_path / str(number) for number in count())
    wait_until(lambda: write_backup(owner, next(names), Looking(StringIO())) and seen)  # it may end before the look
    secret = owner.url.split(":")[2].split("@")[0].encode()
    assert seen and not [line for line in seen if secret in line]


def test_a_person_who_waits_sees_bytes_rate_and_time_left(tmp_path):
    class Terminal(StringIO):
        def isatty(self):
            return True

    stream = Terminal()
    transfer = Transfer(stream, iter([0.0, 2.0]).__next__)
    transfer.expect(4_000_000)
    transfer.copy(BytesIO(b"\0" * 200_000), BytesIO())
    assert stream.getvalue() == "\r\x1b[K0.2 MB of 4.0 MB, 0.1 MB/s, 38 s left"
