"""Groups clients by the host that they call, and writes each group's hosts as a few templates.

A template's {r} is the region, {g} the partition's implicit global region, {s} its DNS suffix, {d} its dual-stack suffix.
A family line has the operations that are called at hosts of that label, a prefix line those that are called behind that prefix, and the header that has its label.
"""
import collections
import dataclasses
import re

import models

PROTOCOLS = {"json": "json", "query": "query", "ec2": "ec2", "rest-json": "rest-json", "rest-xml": "rest-xml", "smithy-rpc-v2-cbor": "cbor"}
STANDARD = {
    "plain": "{n}.{r}.{s}",
    "fips": "{n}-fips.{r}.{s}",
    "dual": "{n}.{r}.{d}",
    "fips+dual": "{n}-fips.{r}.{d}",
}

# Hosts that a rule set gives for some parameter other than the region: label, service, variant, template, signing name.
FURTHER_HOSTS = [
    ("ddb", "dynamodb", "plain", "ddb.{r}.{s}", "dynamodb"),
    ("ddb", "dynamodb", "dual", "ddb.{r}.{d}", "dynamodb"),
    ("control-kinesis", "kinesis", "plain", "control-kinesis.{r}.{s}", "kinesis"),
    ("data-kinesis", "kinesis", "plain", "data-kinesis.{r}.{s}", "kinesis"),
    ("neptune-graph-data", "neptune-graph", "plain", "{r}.neptune-graph.{s}", "neptune-graph"),
    # Not in the rule sets: hosts that a user's own resource has, under a label of its own.
    # https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createupdatedomains.html
    ("es-domain", "es", "plain", "{r}.es.{s}", "es"),
    # https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-create.html
    ("aoss-collection", "aoss", "plain", "{r}.aoss.{s}", "aoss"),
    # https://docs.aws.amazon.com/cloudsearch/latest/developerguide/getting-started-create-domain.html
    ("cloudsearch-domain", "cloudsearchdomain", "plain", "{r}.cloudsearch.{s}", "cloudsearch"),
    ("s3-accesspoint", "s3", "plain", "s3-accesspoint.{r}.{s}", "s3"),
    ("s3-accesspoint", "s3", "fips", "s3-accesspoint-fips.{r}.{s}", "s3"),
    ("s3-accesspoint", "s3", "dual", "s3-accesspoint.dualstack.{r}.{s}", "s3"),
    ("s3-accesspoint", "s3", "fips+dual", "s3-accesspoint-fips.dualstack.{r}.{s}", "s3"),
    ("s3-accelerate", "s3", "plain", "s3-accelerate.{s}", "s3"),
    ("s3-accelerate", "s3", "dual", "s3-accelerate.dualstack.{s}", "s3"),
    ("s3-object-lambda", "s3", "plain", "s3-object-lambda.{r}.{s}", "s3-object-lambda"),
    ("s3-object-lambda", "s3", "fips", "s3-object-lambda-fips.{r}.{s}", "s3-object-lambda"),
    ("s3express-control", "s3", "plain", "s3express-control.{r}.{s}", "s3express"),
    ("s3express-control", "s3", "fips", "s3express-control-fips.{r}.{s}", "s3express"),
    ("s3express-control", "s3", "dual", "s3express-control.dualstack.{r}.{s}", "s3express"),
    ("s3express-control", "s3", "fips+dual", "s3express-control-fips.dualstack.{r}.{s}", "s3express"),
]


# Services whose every resource may have a host of its own, which no SDK puts before an endpoint that it was given: +. is a label that
# counts only before a host that names the service ({id}.execute-api.{region}); *. counts before any endpoint.
FURTHER_PREFIXES = {"execute-api": ["+."], "kinesisvideo": ["+."]}


@dataclasses.dataclass
class Service:
    name: str
    clients: list

    @property
    def signing_name(self):
        return next(iter(self.clients[0].endpoints.values()))[1]


def group(loaded):
    by_hosts = collections.defaultdict(list)
    for client in loaded.clients:
        hosts = tuple(sorted((key, value[0]) for key, value in client.endpoints.items() if key[2] == "plain"))
        if hosts:
            by_hosts[hosts].append(client)
    named = {}
    for clients in by_hosts.values():
        name = label(clients[0].endpoints["aws", "eu-west-1", "plain"][0])
        if name in named:
            raise ValueError(f"two services are called {name}")
        if any(client.endpoints != clients[0].endpoints for client in clients):
            raise ValueError(f"the clients of {name} do not agree")
        named[name] = Service(name, clients)
    return sorted(named.values(), key=lambda service: service.name)


def label(host):
    """What stands before region and suffix, or (eu-west-1.x) after the region."""
    host = host.split("/")[0]
    host = re.sub(r"\.(amazonaws\.com|api\.aws|aws\.amazon\.com)$", "", host)
    return ".".join(part for part in host.split(".") if not re.fullmatch(r"[a-z]{2}-[a-z]+-\d", part))


def lines(loaded, services, places):
    yield_lines = []
    for partition in loaded.partitions:
        outputs = partition["outputs"]
        regions = [region for region in partition["regions"] if not region.endswith("-global")]
        yield_lines.append("\t".join([
            "partition", partition["id"], outputs["dnsSuffix"], outputs["dualStackDnsSuffix"],
            outputs["implicitGlobalRegion"], region_prefixes(partition["regionRegex"]), " ".join(regions)]))
    for service in services:
        yield_lines += service_lines(loaded.partitions, service, places[service.name])
    return yield_lines


def region_prefixes(pattern):
    """What a region's name may begin with; the rest is a word and a number in every partition."""
    match = re.fullmatch(r"\^([^()]*)(?:\(([^()]+)\))?\\-\\w\+\\-\\d\+\$", pattern)
    if not match:
        raise ValueError(f"a region pattern of a new kind: {pattern}")
    before = match[1].replace("\\-", "-")
    return " ".join(before + each for each in (match[2] or "").split("|"))


def service_lines(partitions, service, places):
    protocols, targets = [], []
    prefixes = {*FURTHER_PREFIXES.get(service.name, []), *(prefix for prefix, _ in places.prefixes)}
    for client in service.clients:
        metadata = client.metadata
        for protocol in [metadata["protocol"], *metadata.get("protocols", [])]:
            name = PROTOCOLS[protocol]
            if name == "json":
                name += metadata["jsonVersion"]
            if name not in protocols:
                protocols.append(name)
        if metadata.get("targetPrefix") and metadata["targetPrefix"] not in targets:
            targets.append(metadata["targetPrefix"])
    yield "\t".join([
        "service", service.name, service.signing_name, " ".join(protocols),
        " ".join(client.name for client in service.clients),
        "|".join(dict.fromkeys(client.metadata["serviceId"] for client in service.clients)),
        " ".join(targets) or "-", " ".join(sorted(prefixes)) or "-"])
    yield from host_lines(partitions, service.clients[0].endpoints, service.name)
    for further, owner, variant, template, signing_name in FURTHER_HOSTS:
        if owner == service.name:
            yield "\t".join(["host", variant, "*", template, signing_name, "{r}", further])
    for further, (operations, endpoints) in sorted(places.families.items()):
        yield from ("\t".join([line, further]) for line in host_lines(partitions, endpoints))
        yield "\t".join(["family", further, " ".join(sorted(operations))])
    for (prefix, header), operations in sorted(places.prefixes.items()):
        yield "\t".join(["prefix", prefix, header or "-", " ".join(sorted(operations))])


def host_lines(partitions, endpoints, name=None):
    standard = True
    found = []
    for variant in models.VARIANTS:
        entries = {key[:2]: value for key, value in endpoints.items() if key[2] == variant}
        for scope, (template, signing_name, signing_region) in scoped(partitions, entries):
            plain = scope == "*" and signing_region == "{r}" and template == STANDARD[variant].replace("{n}", name or "")
            standard = standard and plain
            found.append("\t".join(["host", variant, scope, template, signing_name, signing_region]))
    if name and standard and len(found) == len(models.VARIANTS):
        yield "host\tstandard"
    else:
        yield from found


def scoped(partitions, entries):
    """The fewest (scope, endpoint template) that give all entries: for every partition, then for one, then for regions."""
    if not entries:
        return
    by_id = {partition["id"]: partition["outputs"] for partition in partitions}

    def expand(text, partition, region):
        outputs = by_id[partition]
        return (text.replace("{r}", region).replace("{g}", outputs["implicitGlobalRegion"])
                .replace("{s}", outputs["dnsSuffix"]).replace("{d}", outputs["dualStackDnsSuffix"]))

    def gives(candidate, key):
        host, signing_name, signing_region = candidate
        return entries[key] == (expand(host, *key), signing_name, expand(signing_region, *key))

    def best(keys):
        counted = collections.Counter(candidate for candidate in candidates for key in keys if gives(candidate, key))
        return counted.most_common(1)[0][0]

    candidates = list(dict.fromkeys(c for key, value in entries.items() for c in templates(by_id[key[0]], key[1], value)))
    everywhere = best(entries)
    yield "*", everywhere
    for partition in by_id:
        keys = [key for key in entries if key[0] == partition]
        if all(gives(everywhere, key) for key in keys):
            continue
        here = best(keys)
        if here != everywhere:
            yield partition, here
        rest = [key for key in keys if not gives(here, key)]
        while rest:
            some = best(rest)
            yield " ".join(key[1] for key in rest if gives(some, key)), some
            rest = [key for key in rest if not gives(some, key)]


def templates(outputs, region, value):
    """The ways to read a region and a suffix as placeholders."""
    host, signing_name, signing_region = value
    # The longer suffix first: no dual-stack suffix ends in the other, nor the other way round.
    for suffix, placeholder in ((outputs["dualStackDnsSuffix"], "{d}"), (outputs["dnsSuffix"], "{s}")):
        if re.search(r"\." + re.escape(suffix) + r"(/|$)", host):
            host = host.replace("." + suffix, "." + placeholder)
            break
    hosts = [host.replace(region, "{r}")]
    regions = ["{r}"] if signing_region == region else []
    if outputs["implicitGlobalRegion"] in host:
        hosts.append(host.replace(outputs["implicitGlobalRegion"], "{g}"))
    if signing_region == outputs["implicitGlobalRegion"]:
        regions.append("{g}")
    return [(h, signing_name, r) for h in dict.fromkeys([*hosts, host]) for r in regions or [signing_region]]
