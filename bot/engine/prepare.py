"""What must happen before rasa is imported: telemetry off, TensorFlow replaced, quiet libraries. Import it first."""

from __future__ import annotations

import logging
import os
import warnings

from bot.engine import stand_ins


def prepare() -> None:
    """Make importing rasa safe. Idempotent."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    stand_ins.install()
    warnings.filterwarnings("ignore", module=r"(rasa|sanic|pkg_resources|dask|sklearn|google|pykwalify|aiogram).*")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.filterwarnings("ignore", message=".*pkg_resources is deprecated.*")
    warnings.filterwarnings("ignore", message=".*declarative_base.*")
    import structlog

    structlog.configure(  # Rasa's debug lines would hold what people wrote
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING), cache_logger_on_first_use=True
    )
    for name in ("rasa", "matplotlib", "apscheduler", "sqlalchemy"):
        logging.getLogger(name).setLevel(logging.WARNING)


prepare()
