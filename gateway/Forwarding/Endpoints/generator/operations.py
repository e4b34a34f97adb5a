"""Writes the method and path of every operation of the REST services, and the names of the others' operations; labels lose their names, which nothing needs."""
import re

import additions

S3 = "s3"
# What clients may add and services do not route by.
NOT_ROUTED = {"x-id"}


def lines(services, newer):
    found = []
    for service in services:
        entries = {
            entry(name, model, operation_name, operation)
            for name, model in models_of(service, services, newer) if model["metadata"]["protocol"].startswith("rest")
            for operation_name, operation in model["operations"].items()
            if not (name == S3 and is_twin(operation))} | additions.lines(service)
        if entries:
            found.append(f"= {service.name}")
            found += sorted(entries)
    return found


def names(services, newer):
    """Of services without any REST protocol: there the request says the name, which may be one that the model has not."""
    return [
        " ".join([service.name, *sorted({name for _, model in models_of(service, services, newer) for name in model["operations"]} | additions.names(service))])
        for service in services
        if not any(client.metadata["protocol"].startswith("rest") for client in service.clients)]


def models_of(service, services, newer):
    """The models of a service's clients, the newer ones of the same, and those of clients that are newer themselves and have its endpoint."""
    known = {client.name for each in services for client in each.clients}
    prefixes = {client.metadata["endpointPrefix"] for client in service.clients}
    return [
        *((client.name, client.model) for client in service.clients),
        *((client.name, newer[client.name]) for client in service.clients if client.name in newer),
        *((name, model) for name, model in newer.items() if name not in known and model["metadata"].get("endpointPrefix") in prefixes)]


def is_twin(operation):
    """S3's older names for what a newer operation of the same request does; and the listing of directory buckets, which another host answers."""
    return (operation.get("deprecated") and operation["name"].startswith(("Get", "Put"))) or operation["name"] == "ListDirectoryBuckets"


def entry(name, model, operation_name, operation):
    """By the operation's key in the model, as SDKs and IAM call it: CloudFront's own names end in the version of its API."""
    path, _, query = operation["http"]["requestUri"].partition("?")
    path = re.sub(r"\{[^}]+\+\}", "{+}", path)
    path = re.sub(r"\{[^}+]+\}", "{}", path)
    keys = [key for key in query.split("&") if key and key.split("=")[0] not in NOT_ROUTED]
    if name == S3:
        keys += required(model, operation, keys)
    if keys:
        path += "?" + "&".join(keys)
    return f"{path} {operation['http']['method']} {operation_name}"


def required(model, operation, keys):
    """S3 tells operations of one method and path apart by query keys (uploadId) and by a header (x-amz-copy-source)."""
    shape = model["shapes"].get(operation.get("input", {}).get("shape"), {})
    for name in shape.get("required", []):
        member = shape["members"][name]
        if member.get("location") == "querystring" and member["locationName"] not in keys:
            yield member["locationName"]
        if member.get("locationName") == "x-amz-copy-source":
            yield "@copy"
