"""Where chunks are worked off: processes of this machine, or a Ray cluster. The work is the same code on both."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Protocol

from waypost.engine.batch.cells import BatchRefused
from waypost.engine.batch.job import Job
from waypost.engine.batch.source import Chunk

#: A chunk whose worker dies this often is not tried again.
MOST_DEATHS = 3

#: Each worker is one of many: a matrix product must not take the others' cores. What one chunk frees the next one needs
#: again: given back to the system in between, it costs up to a fifth of the time (glibc's names; others ignore them).
_FOR_WORKERS = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": "268435456",
    "MALLOC_TRIM_THRESHOLD_": "268435456",
}


class Engine(Protocol):
    """Works chunks off in any order and tells each one that is done."""

    def run(self, job: Job, chunks: Sequence[Chunk]) -> Iterator[Chunk]:
        """Call the job with every chunk, wherever; a dead worker's chunks are given to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalEngine:
    """Processes of this machine, as many as it has cores unless told; a lone one is this process."""

    processes: int | None = None

    def run(self, job: Job, chunks: Sequence[Chunk]) -> Iterator[Chunk]:
        """Call the job with every chunk; processes that die are replaced."""
        wanted = min(self.processes or len(os.sched_getaffinity(0)), max(1, len(chunks)))
        if wanted == 1:
            for chunk in chunks:
                job(chunk)
                yield chunk
            return
        yield from _in_processes(job, chunks, processes=wanted)


def _in_processes(job: Job, chunks: Sequence[Chunk], *, processes: int) -> Iterator[Chunk]:
    left = {chunk.number: chunk for chunk in chunks}
    deaths = 0
    with _environment(_FOR_WORKERS):
        while left:
            try:
                for chunk in _in_pool(job, list(left.values()), processes=processes):
                    del left[chunk.number]
                    deaths = 0
                    yield chunk
            except BrokenProcessPool as error:
                deaths += 1
                if deaths >= MOST_DEATHS:
                    raise BatchRefused(f"workers die at {len(left)} chunks, the first is {min(left)}") from error


def _in_pool(job: Job, chunks: Sequence[Chunk], *, processes: int) -> Iterator[Chunk]:
    """One pool's life; leaving early gives up what has not begun."""
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin, initargs=(job,))
    try:
        waiting: dict[Future[None], Chunk] = {pool.submit(_work, chunk): chunk for chunk in chunks}
        for future in as_completed(waiting):
            future.result()
            yield waiting[future]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_jobs: list[Job] = []


def _begin(job: Job) -> None:
    """Keep the job in a new process, so that it is sent only once."""
    _jobs[:] = [job]


def _work(chunk: Chunk) -> None:
    _jobs[0](chunk)


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """Variables for the processes that are started meanwhile."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@dataclass(frozen=True, slots=True, kw_only=True)
class RayEngine:
    """A Ray cluster (the extra ``ray``); ``address`` None starts one on this machine, "auto" joins a running one.

    The source and the results must lie where every node of the cluster can reach them.
    """

    address: str | None = None

    def run(self, job: Job, chunks: Sequence[Chunk]) -> Iterator[Chunk]:
        """Call the job with every chunk as a task; Ray gives a dead worker's task to another."""
        ray = _ray()
        own = not ray.is_initialized()
        if own:
            ray.init(address=self.address, **({} if self.address else _ALONE))
        try:
            yield from _as_tasks(ray, job, chunks)
        finally:
            if own:
                ray.shutdown()


#: A cluster that this run starts by itself: no web page, and little memory, since results go to files.
_ALONE: dict[str, Any] = {"include_dashboard": False, "object_store_memory": 200_000_000, "log_to_driver": False}


def _ray() -> Any:
    try:
        import ray  # noqa: PLC0415  an extra that takes seconds to import
    except ImportError as error:
        raise BatchRefused("the cluster engine needs the extra: pip install 'waypost[ray]'") from error
    return ray


def _as_tasks(ray: Any, job: Job, chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    shared = ray.put(job)
    task = ray.remote(max_retries=MOST_DEATHS, num_cpus=1)(_call)
    waiting = {task.remote(shared, chunk): chunk for chunk in chunks}
    try:
        while waiting:
            (ready, *_), _ = ray.wait(list(waiting), num_returns=1)
            try:
                ray.get(ready)
            except ray.exceptions.WorkerCrashedError as error:
                raise BatchRefused(f"workers die at chunk {waiting[ready].number}") from error
            except ray.exceptions.RayTaskError as error:
                raise error.cause from error
            yield waiting.pop(ready)
    finally:
        for reference in waiting:
            ray.cancel(reference)


def _call(job: Job, chunk: Chunk) -> None:
    job(chunk)
