"""Loading areas: one file, one level, one transaction."""

from pathlib import Path

from data.faults import DemoStoreFault, FileFault, StoreBusy
from data.loading import gdal
from data.loading.area_file import AreaFile, LoadReport
from data.loading.checks import check_codes, check_parents, list_nesting_breaks, mark_changed
from data.loading.crs import Projection, choose_projection
from data.loading.geojson import find_crs
from data.loading.local_files import find_local_file, recognise_kind
from data.loading.moves import move_rows, take_boundary_lock
from data.loading.progress import Progress
from data.loading.staging import count_rejected, create_staging, index_staging, list_rejected, stage
from data.loading.switch import Switch, plan_switch, write_areas
from data.store import Store, Transaction

SHOWN_REJECTED = 20


def load_areas(store: Store, file: AreaFile, progress: Progress) -> LoadReport:
    """Load a file of areas into one level and say what came of it.

    Everything is committed together or, when anything is raised, nothing is. Raises `FileFault` for a fault of the
    file, `DemoStoreFault` for a store that holds the demo, `StoreBusy` while another load runs, `LoadCancelled`.
    """
    refuse_demo(store)
    refuse_unknown_level(store, file.level)
    layer, projection = open_source(file)
    progress.expect(layer.rows)
    with store.transaction() as transaction:
        _refuse_second_load(transaction)
        read = _stage_file(transaction, layer, projection, file, progress)
        progress.say("checking codes and parents")
        rejected = _check_rows(transaction, file, read)
        switch = plan_switch(transaction, file)
        progress.say("writing areas")
        moved = _switch_areas(transaction, file, switch, progress)
        report = _write_report(transaction, file, switch, (read, rejected, moved))
    return LoadReport(**report, layer=layer.name, crs=projection.told, seconds=progress.seconds)
