"""Reads the IAM policies of a Terraform file as its AWS provider would write them; of the language no more than such data sources need."""
import re

TOKEN = re.compile(r'\s+|#[^\n]*\n|"([^"]*)"|([A-Za-z_][\w.]*)|([={}\[\],])')


def policies(text):
    """{name: policy} of every data source aws_iam_policy_document."""
    blocks = body(tokens(text))
    return {name: policy(block) for (kind, *labels), block in blocks if kind == "data" for type, name in [labels] if type == "aws_iam_policy_document"}


def tokens(text):
    at = 0
    while at < len(text):
        token = TOKEN.match(text, at)
        assert token, f"not understood: {text[at:at + 40]!r}"
        at = token.end()
        if token.lastindex:
            yield token.group(token.lastindex), token.lastindex == 1


def body(rest):
    """[(name and labels, value or block)] up to the closing brace or the end."""
    entries, names = [], []
    for token, quoted in rest:
        if quoted or token not in "={}":
            names.append(token)
        elif token == "}":
            break
        else:
            entries.append((names, value(rest) if token == "=" else body(rest)))
            names = []
    assert not names, f"neither a value nor a block: {names}"
    return entries


def value(rest):
    token, quoted = next(rest)
    if quoted or token != "[":
        return token
    return [item for item, quoted in iter(lambda: next(rest), ("]", False)) if quoted]


def policy(block):
    return {"Version": "2012-10-17", "Statement": [statement(entries) for [_], entries in block]}


def statement(entries):
    result = {"Effect": "Allow"}
    for [name], given in entries:
        if name in ("actions", "resources"):
            result[name[:-1].title()] = one(given)
        elif name == "principals":
            given = {name: value for [name], value in given}
            result["Principal"] = {given["type"]: one(given["identifiers"])}
        elif name == "condition":
            given = {name: value for [name], value in given}
            result.setdefault("Condition", {}).setdefault(given["test"], {})[given["variable"]] = one(given["values"])
        else:
            raise ValueError(f"a statement has no {name}")
    return result


def one(values):
    return values[0] if len(values) == 1 else values
