"""Lists the operations whose answers have a member that is named like a credential, a token, a secret or a signed URL."""
import re

WORDS = re.compile(
    r"secret|password|passphrase|privatekey|keymaterial|credential|apikey|accesskey|bearer|jwt|oauth"
    r"|(access|session|id|refresh|auth|authorization|authentication|security|registry|registration|login|signin|web|cli|user|tunnel|participant|connection|"
    r"source|destination|client|workload|identity|delegation|stream|channel|chat|pairing|bootstrap|invite|invitation|join|agent|device|activation)token$"
    r"|^token$|tokenvalue$|presigned|signedurl|(signin|login|embed|authorized|auth|session|access|dashboard|console|portal|consoleaccess|federation)ur[il]$"
    r"|activationcode|certificatepem|registrationcode|connectionstring|authcode|base32|qrcode|streamingurl|anonymousurl|streamkey|presharedkey|signedtoken"
    r"|signedbiurl|unlockcode|(remotedriver|interactive)endpoint", re.I)
# Members of plain names that are the secret itself where the operation's name says so: the value of an API key, the URL of a sign-in.
PLAIN = re.compile(r"^(key|value|url|link)$", re.I)
SAYS_SO = re.compile(r"Credential|Token|API_?Key|Password|Url$|AccessKey|Secret|StreamKey|UsagePlanKey|Login|AuthCode|Dashboard|SessionAccess|(Create|Describe|Get)Key$", re.I)
# Paging and idempotency.
NOT_SECRET = re.compile(r"^(next|pagination|continuation|client|clientrequest|idempotency|nextpage|creator|caller|change|lock|update)_?-?token$", re.I)
# What is said about a secret and is none.
ABOUT = re.compile(r"(arn|id|ids|name|type|status|version|enabled|location)$", re.I)


def lines(services, listed):
    """Takes the operations of vending.txt: a member that is the secret in the answer of one of them is so in every answer that has its structure."""
    found = []
    for service in services:
        for client in service.clients:
            shapes = client.model["shapes"]
            outputs = {name: operation.get("output", {}).get("shape") for name, operation in client.model["operations"].items()}
            seen = {name: set(walk(shapes, output, set(), lambda structure, member, says_so=bool(SAYS_SO.search(name)):
                                   is_secret(member) or (says_so and PLAIN.search(member) and not structure.endswith("Tag"))))
                    for name, output in outputs.items()}
            known = {pair for name, pairs in seen.items() if f"{service.name}:{name}" in listed for pair in pairs}
            for name, output in outputs.items():
                pairs = seen[name] | set(walk(shapes, output, set(), lambda structure, member: (structure, member) in known))
                if pairs:
                    found.append(f"{service.name}:{name} {' '.join(sorted({member for _, member in pairs}))}")
    return sorted(set(found))


def walk(shapes, name, seen, counts):
    """The text members, each with its structure, that count; and of maps those keys, where the model lists them (PASSWORD)."""
    if name is None or name in seen:
        return
    seen.add(name)
    shape = shapes[name]
    if shape["type"] == "structure":
        for member, target in shape["members"].items():
            if is_text(shapes, target) and counts(name, member):
                yield name, member
            yield from walk(shapes, target["shape"], seen, counts)
    elif shape["type"] == "list":
        yield from walk(shapes, shape["member"]["shape"], seen, counts)
    elif shape["type"] == "map":
        if is_text(shapes, shape["value"]):
            yield from ((name, key) for key in shapes[shape["key"]["shape"]].get("enum", []) if counts(name, key))
        yield from walk(shapes, shape["value"]["shape"], seen, counts)


def is_text(shapes, target):
    return shapes[target["shape"]]["type"] in ("string", "blob")


def is_secret(member):
    return WORDS.search(member) and not NOT_SECRET.search(member) and not ABOUT.search(member)
