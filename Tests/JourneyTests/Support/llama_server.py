"""Serves a GGUF model through llama.cpp's own HTTP server: llama_server.py MODEL ALIAS [KEY]. Prints its address."""
import signal
import sys

import xllamacpp

model, alias = sys.argv[1], sys.argv[2]
parameters = xllamacpp.CommonParams()
parameters.model.path = model
parameters.model_alias = {alias}
parameters.n_ctx = 4096
parameters.n_parallel = 2
parameters.hostnames = ["127.0.0.1"]
parameters.port = 0
parameters.cpuparams.n_threads = 2
parameters.cpuparams_batch.n_threads = 2
parameters.use_jinja = True
if len(sys.argv) > 3:
    parameters.api_keys = [sys.argv[3]]
server = xllamacpp.Server(parameters)
print("listening", server.listening_address, flush=True)
signal.sigwait({signal.SIGINT, signal.SIGTERM})
