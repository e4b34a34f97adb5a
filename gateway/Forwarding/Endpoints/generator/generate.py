#!/usr/bin/env python3
"""Writes the gateway's endpoint and operation data, and what its tests compare it with, from an installed botocore.

Run by hand after an update of botocore, from anywhere:  python3 generate.py [FOLDER]
With the folder of an AWS CLI 2's models (botocore/data), its newer operations are known as well. Look through those for secrets in their answers, and list them.
The list, Vending/vending.txt, is kept by hand: it is only read here, and a test holds it to the secret-outputs.txt that this writes.
What it writes is checked in; neither the build nor the tests need botocore.
"""
import pathlib
import sys

import botocore

import expectations
import models
import operations
import places
import rules
import secrets_in_outputs

ROOT = pathlib.Path(__file__).resolve().parents[4]
FORWARDING = ROOT / "gateway" / "Forwarding"
TESTS = ROOT / "tests" / "Gateway.Tests"


def write(path, lines):
    path.parent.mkdir(parents=True, exist_ok=True)
    header = f"# Written by gateway/Forwarding/Endpoints/generator from botocore {botocore.__version__}; do not edit."
    path.write_text("\n".join([header, *lines]) + "\n", encoding="ascii")
    print(f"{path.relative_to(ROOT)}: {len(lines)} lines, {path.stat().st_size} bytes")


def listed(path):
    return {line.split("\t")[0] for line in path.read_text(encoding="ascii").splitlines() if not line.startswith("#")}


def main():
    loaded = models.load()
    services = rules.group(loaded)
    newer_clients = models.newer(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    newer = {name: client.model for name, client in newer_clients.items()}
    found = places.find(services, newer_clients)
    write(FORWARDING / "Endpoints" / "endpoints.txt", rules.lines(loaded, services, found))
    write(FORWARDING / "Operations" / "operations.txt", operations.lines(services, newer))
    write(FORWARDING / "Operations" / "operation-names.txt", operations.names(services, newer))
    write(TESTS / "Endpoints" / "expected-hosts.txt", expectations.lines(loaded, services, found))
    write(TESTS / "Vending" / "secret-outputs.txt", secrets_in_outputs.lines(services, listed(FORWARDING / "Vending" / "vending.txt")))


if __name__ == "__main__":
    main()
