"""Reads botocore's models and computes every client's endpoint with botocore's own rule engine."""
import dataclasses
import json

import botocore.session
from botocore.endpoint_provider import EndpointProvider

# Variants of an endpoint: FIPS, dual-stack.
VARIANTS = {"plain": (False, False), "fips": (True, False), "dual": (False, True), "fips+dual": (True, True)}

# Rule sets that give no endpoint without this.
NEEDED = {"neptune-graph": {"ApiType": "ControlPlane"}}


@dataclasses.dataclass
class Client:
    name: str
    model: dict
    # (partition, region, variant) -> (host and path, signing name, signing region)
    endpoints: dict

    @property
    def metadata(self):
        return self.model["metadata"]


@dataclasses.dataclass
class Models:
    partitions: list
    clients: list


def load():
    loader = botocore.session.get_session().get_component("data_loader")
    partitions = loader.load_data("partitions")
    clients = []
    for name in loader.list_available_services("service-2"):
        model = loader.load_service_model(name, "service-2")
        rule_set = loader.load_service_model(name, "endpoint-rule-set-1")
        clients.append(Client(name, model, endpoints(name, model["metadata"], rule_set, partitions)))
    return Models(partitions["partitions"], clients)


def newer(folder):
    """The models of an AWS CLI 2, which mostly have more operations than botocore's; the endpoints stay botocore's."""
    found = {}
    for path in sorted(folder.glob("*/*/service-2.json")) if folder else []:
        found[path.parts[-3]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def endpoints(name, metadata, rule_set, partitions):
    provider = EndpointProvider(rule_set, partitions)
    found = {}
    for partition in partitions["partitions"]:
        for region in partition["regions"]:
            if region.endswith("-global"):
                continue
            for variant, (fips, dual) in VARIANTS.items():
                # S3 and STS of us-east-1 by their regional names, as newer SDKs do.
                given = {"Region": region, "UseFIPS": fips, "UseDualStack": dual, "UseGlobalEndpoint": False, **NEEDED.get(name, {})}
                given = {key: value for key, value in given.items() if key in rule_set["parameters"]}
                try:
                    resolved = provider.resolve_endpoint(**given)
                except Exception:  # the rule set says that there is none
                    continue
                schemes = resolved.properties.get("authSchemes", [])
                scheme = next((each for each in schemes if each["name"] == "sigv4"), {})
                found[partition["id"], region, variant] = (
                    resolved.url.removeprefix("https://"),
                    scheme.get("signingName") or metadata.get("signingName") or metadata["endpointPrefix"],
                    scheme.get("signingRegion") or region,
                )
    return found
