"""Serves a model file as an OpenAI-compatible service, in a process and a Python of its own: `serve.py FILE TEMPLATE PORT`.

Run by `bench.served.server` with the Python that has xllamacpp; imports nothing of ours, and nothing else.
"""

from pathlib import Path
import sys
import threading

import xllamacpp  # type: ignore[import-not-found]  # is in the cache's own environment only


def main(model: str, template: str, port: int) -> None:
    """Serve until whoever started this is gone: its end of standard input closes then."""
    params = xllamacpp.CommonParams()
    params.model.path = model
    params.port = port
    params.hostnames = ["127.0.0.1"]
    params.n_ctx = 8192
    params.n_parallel = 1
    params.cpuparams.n_threads = 2
    params.cpuparams_batch.n_threads = 2
    params.use_jinja = True
    params.chat_template = Path(template).read_text(encoding="utf-8")
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    threading.Thread(target=sys.stdin.read).run()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
