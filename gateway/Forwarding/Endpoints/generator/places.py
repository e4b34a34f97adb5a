"""Finds the operations that are called elsewhere than at their service's own host: behind a prefix, or at hosts of their own."""
import collections
import dataclasses
import re

import operations
import rules

# Clients whose newer operations are at hosts that are left out: Sign-in's are for a console's own authorization and hand out tokens, under suffixes of their own.
LEFT_OUT = {"signin"}


@dataclasses.dataclass
class Places:
    # (prefix, header) -> operations. A label is written *, and the header that has it as well is given, else None.
    prefixes: dict
    # label -> (operations, endpoints)
    families: dict


def find(services, newer):
    """Takes the newer clients, too."""
    newer_models = {name: client.model for name, client in newer.items()}
    return {service.name: Places(prefixes(service, services, newer_models), families(service, newer)) for service in services}


def prefixes(service, services, newer):
    found = collections.defaultdict(set)
    if service.name == operations.S3:
        return found  # what goes before its hosts is a bucket, whatever the operation
    for _, model in operations.models_of(service, services, newer):
        for name, operation in model["operations"].items():
            prefix = operation.get("endpoint", {}).get("hostPrefix")
            if prefix:
                found[re.sub(r"\{[^}]+\}", "*", prefix), header(model, operation, prefix)].add(name)
    return found


def header(model, operation, prefix):
    labels = re.findall(r"\{([^}]+)\}", prefix)
    if not labels:
        return None
    member = model["shapes"][operation["input"]["shape"]]["members"][labels[0]]
    if prefix != "{" + labels[0] + "}." or member.get("location") != "header":
        raise ValueError(f"a host prefix of a new kind: {prefix} of {operation['name']}")
    return member["locationName"].lower()


def families(service, newer):
    """Of the operations whose static parameters lead to other hosts than the service's."""
    found = {}
    for client in service.clients:
        for client in [client, *([newer[client.name]] if client.name in newer and client.name not in LEFT_OUT else [])]:
            for named, endpoints in client.elsewhere:
                if is_covered(client, named, endpoints):
                    continue
                label = rules.label(endpoints["aws", "eu-west-1", "plain"][0])
                if label == service.name:
                    raise ValueError(f"static parameters of {client.name} lead to hosts that the table cannot name: {named}")
                before = found.setdefault(label, (set(), endpoints))
                if before[1] != endpoints:
                    raise ValueError(f"the hosts of {label} do not agree")
                before[0].update(named)
    return found


def is_covered(client, named, endpoints):
    """Whether the hosts are among those that rules.py lists, or none can be told without what is a prefix."""
    if not endpoints:
        return all("hostPrefix" in client.model["operations"][name].get("endpoint", {}) for name in named)
    host = endpoints["aws", "eu-west-1", "plain"][0]
    return any(host == template.replace("{r}", "eu-west-1").replace("{s}", "amazonaws.com") for _, _, variant, template, _ in rules.FURTHER_HOSTS if variant == "plain")
