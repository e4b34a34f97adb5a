"""Reads botocore's models and computes every client's endpoint with botocore's own rule engine."""
import collections
import dataclasses
import json

import botocore.session
from botocore.endpoint_provider import EndpointProvider

# Variants of an endpoint: FIPS, dual-stack.
VARIANTS = {"plain": (False, False), "fips": (True, False), "dual": (False, True), "fips+dual": (True, True)}

# Rule sets that give no endpoint without this.
NEEDED = {"acm": {"ServiceType": "ACM"}, "neptune-graph": {"ApiType": "ControlPlane"}}


@dataclasses.dataclass
class Client:
    name: str
    model: dict
    # (partition, region, variant) -> (host and path, signing name, signing region)
    endpoints: dict
    # Operations, and the endpoints that the rule set gives for their static parameters, where they are not those above.
    elsewhere: list

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
        usual = endpoints(name, model["metadata"], rule_set, partitions)
        clients.append(Client(name, model, usual, elsewhere(name, model, rule_set, partitions)))
    return Models(partitions["partitions"], clients)


def newer(folder):
    """The clients of an AWS CLI 2, whose models mostly have more operations than botocore's; the endpoints stay botocore's, but for operations that have others."""
    partitions = botocore.session.get_session().get_component("data_loader").load_data("partitions")
    found = {}
    for path in sorted(folder.glob("*/*/service-2.json")) if folder else []:
        name = path.parts[-3]
        model = json.loads(path.read_text(encoding="utf-8"))
        rule_set = json.loads((path.parent / "endpoint-rule-set-1.json").read_text(encoding="utf-8"))
        found[name] = Client(name, model, {}, elsewhere(name, model, rule_set, partitions))
    return found


def elsewhere(name, model, rule_set, partitions):
    by_parameters = collections.defaultdict(list)
    for operation_name, operation in model["operations"].items():
        parameters = tuple((key, each["value"]) for key, each in operation.get("staticContextParams", {}).items())
        if parameters:
            by_parameters[parameters].append(operation_name)
    if not by_parameters:
        return []
    usual = endpoints(name, model["metadata"], rule_set, partitions)
    computed = [(operations, endpoints(name, model["metadata"], rule_set, partitions, dict(parameters))) for parameters, operations in by_parameters.items()]
    return [(operations, given) for operations, given in computed if given != usual]


def endpoints(name, metadata, rule_set, partitions, parameters=None):
    provider = EndpointProvider(rule_set, partitions)
    found = {}
    for partition in partitions["partitions"]:
        for region in partition["regions"]:
            if region.endswith("-global"):
                continue
            for variant, (fips, dual) in VARIANTS.items():
                # S3 and STS of us-east-1 by their regional names, as newer SDKs do.
                given = {"Region": region, "UseFIPS": fips, "UseDualStack": dual, "UseGlobalEndpoint": False, **(parameters or NEEDED.get(name, {}))}
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
