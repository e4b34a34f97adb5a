"""Lists the operations whose answers have a member that is named like a credential, a token, a secret or a signed URL."""
import re

WORDS = re.compile(
    r"secret|password|passphrase|privatekey|keymaterial|credential|apikey|accesskey|bearer|jwt|oauth"
    r"|(access|session|id|refresh|auth|authorization|authentication|security|registry|registration|login|signin|web|cli|user|tunnel|participant|connection|"
    r"source|destination|client|workload|identity|delegation|stream|channel|chat|pairing|bootstrap|invite|invitation|join|agent|device|activation)token$"
    r"|^token$|tokenvalue$|presigned|signedurl|(signin|login|embed|authorized|auth|session|access|dashboard|console|portal|consoleaccess|federation)ur[il]$"
    r"|activationcode|certificatepem|registrationcode|connectionstring|authcode|base32|qrcode|streamingurl|anonymousurl|streamkey|presharedkey|signedtoken"
    r"|signedbiurl", re.I)
# Members of plain names that are the secret itself where the operation's name says so: the value of an API key, the URL of a sign-in.
PLAIN = re.compile(r"^(key|value|url|link)$", re.I)
SAYS_SO = re.compile(r"Credential|Token|API_?Key|Password|Url$|AccessKey|Secret|StreamKey|UsagePlanKey|Login|AuthCode|Dashboard|SessionAccess|(Create|Describe|Get)Key$", re.I)
# Paging and idempotency.
NOT_SECRET = re.compile(r"^(next|pagination|continuation|client|clientrequest|idempotency|nextpage|creator|caller|change|lock|update)_?-?token$", re.I)
# What is said about a secret and is none.
ABOUT = re.compile(r"(arn|id|ids|name|type|status|version|enabled|location)$", re.I)


def lines(services):
    found = []
    for service in services:
        for client in service.clients:
            for operation in client.model["operations"].values():
                members = sorted(set(walk(client.model["shapes"], operation.get("output", {}).get("shape"), set(),
                                          bool(SAYS_SO.search(operation["name"])))))
                if members:
                    found.append(f"{service.name}:{operation['name']} {' '.join(members)}")
    return sorted(set(found))


def walk(shapes, name, seen, plain_too):
    if name is None or name in seen:
        return
    seen.add(name)
    shape = shapes[name]
    if shape["type"] == "structure":
        for member, target in shape["members"].items():
            if is_text(shapes, target) and (is_secret(member) or (plain_too and PLAIN.search(member) and not name.endswith("Tag"))):
                yield member
            yield from walk(shapes, target["shape"], seen, plain_too)
    elif shape["type"] == "list":
        yield from walk(shapes, shape["member"]["shape"], seen, plain_too)
    elif shape["type"] == "map":
        yield from walk(shapes, shape["value"]["shape"], seen, plain_too)


def is_text(shapes, target):
    return shapes[target["shape"]]["type"] in ("string", "blob")


def is_secret(member):
    return WORDS.search(member) and not NOT_SECRET.search(member) and not ABOUT.search(member)
