# Runs the worker on this machine, in front of a site of this machine:
#
#   npx workerd serve dist/edge-worker/workerd.capnp --external-addr site=127.0.0.1:8080
#
# and the site's pages are at http://127.0.0.1:8787 without their clutter.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (
      name = "worker",
      worker = (
        modules = [
          (name = "worker.js", esModule = embed "worker.js"),
          # The package imports its module as a compiled one; nothing is compiled while the worker runs.
          (name = "muslin_bg.wasm", wasm = embed "muslin_bg.wasm"),
        ],
        compatibilityDate = "2024-09-26",
        # What the worker fetches, it fetches from the site and from nowhere else.
        globalOutbound = "site",
      )
    ),
    (name = "site", external = (address = "127.0.0.1:8080", http = ())),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "worker")],
);
