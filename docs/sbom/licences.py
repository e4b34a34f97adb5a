"""Writes docs/licences.md from the bills of materials; fails where a licence is not on the list of those allowed."""
import json
import sys

# Permissive: commercial use, change and distribution are allowed; what they ask is that their text goes along.
ALLOWED = {"MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MS-PL", "PostgreSQL", "0BSD", "ISC"}
# Licences that a package names by address alone.
BY_ADDRESS = {"https://github.com/dotnet/corefx/blob/master/LICENSE.TXT": "MIT"}


def licence(component):
    for entry in component.get("licenses", []):
        named = entry.get("expression") or entry["license"].get("id") or entry["license"].get("name") or ""
        address = entry.get("license", {}).get("url", "")
        return BY_ADDRESS.get(address, named)
    return ""


def main():
    used = {}
    for path in sys.argv[1:]:
        program = path.rsplit("/", 1)[-1].split(".")[0]
        for component in json.load(open(path, encoding="utf-8"))["components"]:
            key = (component["name"], component["version"])
            used.setdefault(key, (licence(component), []))[1].append(program)
    wrong = [f"{name} {version}: '{found}'" for (name, version), (found, _) in used.items() if found not in ALLOWED]
    if wrong:
        sys.exit("Not on the list of allowed licences:\n  " + "\n  ".join(wrong))
    print("# Third-party packages\n")
    print("Every package that ships with the gateway or `stsgw`, direct or by way of another, with its licence. All of them allow commercial use. The bills of")
    print("materials in CycloneDX: [gateway](sbom/gateway.cdx.json), [stsgw](sbom/stsgw.cdx.json). Both and this page are written by `docs/sbom/update`.")
    print("So are the [notices](sbom/THIRD-PARTY-NOTICES.txt) with the licences' texts, which go along with both programs.\n")
    print("Beside these: .NET and ASP.NET Core (MIT), and the endpoint and operation data that was read from botocore (Apache-2.0).\n")
    print("| Package | Version | Licence | In |\n|---|---|---|---|")
    for (name, version), (found, programs) in sorted(used.items(), key=lambda item: item[0][0].lower()):
        print(f"| {name} | {version} | {found} | {', '.join(sorted(programs))} |")


if __name__ == "__main__":
    main()
