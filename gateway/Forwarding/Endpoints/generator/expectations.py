"""Writes what botocore computes, for the tests to hold the table to: a sample of regions in every partition, plain and special."""

SAMPLE = ["us-east-1", "eu-west-1", "ap-southeast-3", "cn-north-1", "us-gov-east-1", "us-iso-west-1", "us-isob-east-1",
          "eu-isoe-west-1", "us-isof-east-1", "eusc-de-east-1"]
SPECIAL = ["us-west-2"]


def lines(loaded, services, places):
    """client, variant, service, signing name, then region=host[,signing region,signing name] for each region; hosts of some operations alone by their label."""
    partitions = {region: partition for partition in loaded.partitions for region in partition["regions"]}
    found = []
    for service in services:
        given_by = [(client.name, service.name, client.endpoints) for client in service.clients]
        given_by += [(label, label, endpoints) for label, (_, endpoints) in sorted(places[service.name].families.items())]
        for name, called, endpoints in given_by:
            for variant, regions in (("plain", SAMPLE), ("fips", SPECIAL), ("dual", SPECIAL), ("fips+dual", SPECIAL)):
                given = []
                for region in regions:
                    value = endpoints.get((partitions[region]["id"], region, variant))
                    if value:
                        host, signing_name, signing_region = value
                        entry = f"{region}={host}"
                        if (signing_region, signing_name) != (region, service.signing_name):
                            entry += f",{signing_region},{signing_name}"
                        given.append(entry)
                found.append("\t".join([name, variant, called, service.signing_name, *given]))
    return found
