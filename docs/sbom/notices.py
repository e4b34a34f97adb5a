"""Writes the notices that go along with the gateway and stsgw: what ships, whose it is, and the licences' texts, each once."""
import json
import os
import re
import sys
import xml.etree.ElementTree as xml

from licences import licence

HERE = os.path.dirname(os.path.abspath(__file__))
CACHE = os.environ.get("NUGET_PACKAGES") or os.path.expanduser("~/.nuget/packages")
RULE = "=" * 100


def read(path):
    with open(path, encoding="utf-8-sig") as file:
        return "\n".join(line.rstrip() for line in file.read().splitlines()).strip("\n")


def folder(name, version):
    found = os.path.join(CACHE, name.lower(), version.lower())
    return found if os.path.isdir(found) else sys.exit(f"{found} is absent: restore first.")


def beside(package, pattern):
    """The texts of the package's files of that name."""
    return [read(os.path.join(package, name)) for name in sorted(os.listdir(package)) if re.match(pattern, name, re.IGNORECASE)]


def owner(package):
    """The copyright line of the package, or else its authors."""
    spec = next(name for name in os.listdir(package) if name.endswith(".nuspec"))
    found = {field.tag.rsplit("}", 1)[-1]: field.text for field in xml.parse(os.path.join(package, spec)).iter()}
    return " ".join((found.get("copyright") or found["authors"]).split())


def kept(name):
    path = os.path.join(HERE, "texts", f"{name}.txt")
    return read(path) if os.path.exists(path) else sys.exit(f"The text of {name} is neither in its package nor {path}.")


def texts(name, version, named):
    package = folder(name, version)
    return (beside(package, r"(licen[cs]e|copying)(\.|$)") or [kept(named)]) + beside(package, r"(notice|third-?party-?notices)(\.|$)")


def packages(paths):
    used = {}
    for path in paths:
        program = os.path.basename(path).split(".")[0]
        with open(path, encoding="utf-8") as file:
            for component in json.load(file)["components"]:
                used.setdefault((component["name"], component["version"]), (licence(component), []))[1].append(program)
    for (name, version), (named, programs) in sorted(used.items(), key=lambda item: (item[0][0].lower(), item[0][1])):
        yield f"{name} {version}", programs, named, owner(folder(name, version)), texts(name, version, named)


def others():
    """What ships and is no package of the bills: .NET, which is compiled into stsgw, and botocore's data in the gateway."""
    with open(os.path.join(HERE, "../../cli/packages.lock.json"), encoding="utf-8") as file:
        compiler = json.load(file)["dependencies"]["net10.0"]["Microsoft.DotNet.ILCompiler"]["resolved"]
    yield f".NET {compiler}", ["stsgw"], "MIT", "Copyright (c) .NET Foundation and Contributors", texts("Microsoft.DotNet.ILCompiler", compiler, "MIT")
    yield "botocore's endpoints and operations", ["gateway"], "Apache-2.0", "Amazon.com, Inc. or its affiliates", [kept("Apache-2.0"), kept("botocore")]


def main():
    numbers = {}
    print("THIRD-PARTY NOTICES\n\nWhat others wrote and the gateway or stsgw holds. The numbers are those of the texts below. Written by docs/sbom/update.")
    for name, programs, named, whose, its in [*packages(sys.argv[1:]), *others()]:
        listed = ", ".join(str(numbers.setdefault(text, len(numbers) + 1)) for text in its)
        print(f"\n{name}\n  In: {', '.join(sorted(programs))}\n  Licence: {named}\n  Copyright: {whose}\n  Texts: {listed}")
    for text, number in numbers.items():
        print(f"\n{RULE}\nText {number}\n{RULE}\n\n{text}")


main()
