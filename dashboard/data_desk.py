"""The desk for files: uploads that wait, and the one job that runs. All operators see the same."""

import json
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from dashboard.job import Job, Told, read_note
from data.clock import Clock
from data.demo.load import remove_demo
from data.faults import Fault, FileFault, StoreBusy
from data.file_mappings import find_mappings, forget_mapping, keep_mapping
from data.load_records import was_loaded
from data.loading.progress import LoadCancelled
from data.settings import Settings
from data.store import Store
from data.uploads.folder import UploadFolder
from data.uploads.running import Child
from data.uploads.upload import Incoming, Upload

LOG = logging.getLogger("gridboard.desk")
MOST_UPLOADS = 4
IDLE_SECONDS = 2 * 3600
READERS = 2
PATIENCE_SECONDS = 60
NOTHING: dict[str, Any] = {"state": "idle"}


class DataDesk:
    """What `/data` works with; nothing of it is left when it is closed, or when the next one opens."""

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._folder = UploadFolder(settings.store)
        self._uploads: dict[str, tuple[Upload, float]] = {}
        self._lock = threading.RLock()
        self._readers = threading.Semaphore(READERS)
        self._senders = threading.Semaphore(MOST_UPLOADS)
        self._job: Job | None = None
        self._child: Child | None = None
        self._watch: threading.Timer | None = None

    def open(self) -> None:
        """Remove what a former process left, and remember the job that it could not end."""
        for job in filter(None, map(read_note, self._folder.sweep())):
            self._job = job
            job.was_loaded = self._was_loaded(job)

    def close(self) -> None:
        """End the job and remove all uploads."""
        with self._lock:
            if self._child is not None:
                self._child.kill()
            self._folder.leave()

    def receive(self, name: str) -> Incoming:
        """A new upload, still empty; `ended` is told of its end. Raises `StoreBusy` when many come at once."""
        if not self._senders.acquire(blocking=False):
            raise StoreBusy("many files are being sent: please try again")
        try:
            return Incoming(self._folder.make_place(), name)
        except OSError as fault:
            self._senders.release()
            raise FileFault(f"{name} cannot be kept: {fault.strerror}") from fault

    def ended(self) -> None:
        """An upload came in, or did not."""
        self._senders.release()

    def keep(self, upload: Upload) -> None:
        """An upload that came in; the oldest makes room for it."""
        with self._lock:
            self._uploads[upload.id] = (upload, time.monotonic())
            self._watch_idle()
            while len(self._uploads) > MOST_UPLOADS:
                self._remove(next(id for id in self._uploads if not self._is_at_work(id)))

    def read(self, task: str, upload_id: str, told: Told) -> Any:
        """What a child finds in an upload. Raises `FileFault`, and `StoreBusy` when many ask at once."""
        upload = self._find(upload_id)
        if not self._readers.acquire(timeout=PATIENCE_SECONDS):
            raise StoreBusy("many files are being read: please try again")
        try:
            found = Child(task, upload, told=told).wait()
        finally:
            self._readers.release()
        return found | self._find_mappings(found) if task == "describe" else found

    def keep_mapping(self, name: str, headings: list[str], told: Told) -> None:
        """Keep what is said about a file for the next one like it. Raises `FileFault`."""
        keep_mapping(self._store, name, headings, told)

    def forget_mapping(self, mapping: int) -> None:
        """It is offered no more."""
        forget_mapping(self._store, mapping)

    def drop(self, upload_id: str) -> None:
        """Remove an upload that nobody needs any more; one that is being loaded stays."""
        with self._lock:
            if upload_id in self._uploads and not self._is_at_work(upload_id):
                self._remove(upload_id)

    def begin(self, task: str, upload_id: str, what: str, told: Told) -> Job:
        """Start a load or its rehearsal. Raises `StoreBusy` while another one runs, `FileFault`."""
        with self._lock:
            upload = self._find(upload_id)
            if self._job is not None and self._job.state == "running":
                raise StoreBusy("another load is running: wait for its end")
            now = self._clock.now()
            job = Job(upload_id, upload.name, task, what, told, now.isoformat())
            self._folder.write_note(json.dumps(job.describe(), ensure_ascii=False))
            try:
                child = Child(task, upload, job=job.id, **self._write_order(what, told, now))
            except BaseException:
                self._folder.remove_note()
                raise
            self._job, self._child = job, child
        threading.Thread(target=self._follow, args=(job, child), name="load", daemon=True).start()
        return job

    def describe_job(self) -> Told:
        """The job that runs or ran last."""
        with self._lock:
            return NOTHING if self._job is None else self._job.describe()

    def remove_demo(self) -> None:
        """Empty a store that holds the demo."""
        remove_demo(self._store)

    def cancel(self) -> None:
        """Stop the job that runs, if one does."""
        with self._lock:
            if self._child is not None:
                self._child.cancel()

    def clear(self) -> None:
        """Forget a job that is over."""
        with self._lock:
            if self._job is not None and self._job.state != "running":
                self._job = None

    def _find_mappings(self, description: Told) -> Told:
        found = find_mappings(self._store, [field["name"] for field in description["fields"]])
        return {"mappings": [asdict(mapping) for mapping in found]}

    def _write_order(self, what: str, told: Told, now: datetime) -> Told:
        zone = str(self._clock.time_zone)
        return {"what": what, "told": told, "url": self._store.url, "now": now.isoformat(), "zone": zone}

    def _follow(self, job: Job, child: Child) -> None:
        ended = self._judge(job, lambda: child.wait(job.hear))
        is_unsure = ended["state"] != "done"
        ended["was_loaded"] = is_unsure and self._was_loaded(job)
        with self._lock:
            self._child = None
            for name, value in ended.items():
                setattr(job, name, value)
            self._folder.remove_note()
            if job.was_loaded or (job.task == "load" and job.state == "done"):
                self.drop(job.upload)

    def _was_loaded(self, job: Job) -> bool | None:
        try:
            return job.task == "load" and was_loaded(self._store, job.id)
        except Fault:
            return None  # the store is away

    def _judge(self, job: Job, wait: Callable[[], Any]) -> Told:
        try:
            return {"result": wait(), "state": "done"}
        except LoadCancelled as stopped:
            return {"fault": str(stopped), "state": "cancelled"}
        except Fault as fault:
            return {"fault": str(fault), "state": "failed"}
        except Exception:
            LOG.exception("a load was not followed to its end")
            return {"fault": f"{job.name}: it is not known how the load ended", "state": "failed"}

    def _find(self, upload_id: str) -> Upload:
        with self._lock:
            if upload_id not in self._uploads:
                raise FileFault("the file is no longer here: please choose it again")
            upload, _ = self._uploads[upload_id]
            self._uploads[upload_id] = (upload, time.monotonic())
            return upload

    def _is_at_work(self, upload_id: str) -> bool:
        return self._job is not None and self._job.state == "running" and self._job.upload == upload_id

    def _remove(self, upload_id: str) -> None:
        self._uploads.pop(upload_id)[0].remove()

    def _watch_idle(self) -> None:
        if self._watch is None:
            self._watch = threading.Timer(IDLE_SECONDS / 4, self._forget_idle)
            self._watch.daemon = True
            self._watch.start()

    def _forget_idle(self) -> None:
        with self._lock:
            self._watch = None
            idle = time.monotonic() - IDLE_SECONDS
            for upload_id in [id for id, (_, used) in self._uploads.items() if used < idle]:
                self.drop(upload_id)
            if self._uploads:
                self._watch_idle()
