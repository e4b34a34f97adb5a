using Gateway.Tests.Operations;
using Shouldly;
using Xunit;
using static Gateway.Tests.Vending.Guarded;

namespace Gateway.Tests.Vending;

/// <summary>Iceberg's REST catalogs, of Glue and S3 Tables, which no model has.</summary>
public sealed class IcebergCatalogTests
{
    [Theory]
    [InlineData("glue", "GET", "/iceberg/v1/catalogs/111122223333/namespaces/db/tables/t", "IcebergLoadTable")]
    [InlineData("glue", "GET", "/iceberg/v1/catalogs/111122223333:s3tablescatalog%2Fb/namespaces/db/tables/t", "IcebergLoadTable")]
    [InlineData("glue", "GET", "/iceberg/v1/catalogs/111122223333:s3tablescatalog/b/namespaces/db/tables/t", "IcebergLoadTable")]
    [InlineData("glue", "GET", "/iceberg/v1/catalogs/1/namespaces/db/%74ables/t/", "IcebergLoadTable")]
    [InlineData("glue", "GET", "/iceberg/v1/catalogs/1/namespaces/db/tables/t/credentials", "IcebergLoadCredentials")]
    [InlineData("glue", "POST", "/iceberg/v1/catalogs/1/namespaces/db/tables", "IcebergCreateTable")]
    [InlineData("glue", "POST", "/iceberg/v1/catalogs/1/namespaces/db/tables/t/plan", "IcebergPlanTableScan")]
    [InlineData("s3tables", "GET", "/iceberg/v1/arn%3Aaws%3As3tables%3Aeu-west-1%3A111122223333%3Abucket%2Fb/namespaces/n/tables/t", "IcebergLoadTable")]
    [InlineData("s3tables", "GET", "/iceberg/v1/arn%3Aaws%3As3tables%3Aeu-west-1%3A111122223333%3Abucket%2Fb/namespaces/n/tables/t/credentials", "IcebergLoadCredentials")]
    [InlineData("s3tables", "POST", "/iceberg/v1/arn%3Aaws%3As3tables%3Aeu-west-1%3A111122223333%3Abucket%2Fb/namespaces/n/register", "IcebergRegisterTable")]
    public void Iceberg_catalog_hands_out_no_keys(string service, string method, string path, string operation) =>
        Check(service, Detect.Rest(service, method, path)).ShouldNotBeNull().ShouldContain($":{operation} hands out ");

    [Fact]
    public void Target_does_not_carry_an_Iceberg_table_by() => Check(
        "glue",
        Detect.Form("glue", "", target: "AWSGlue.GetTables", path: "/iceberg/v1/catalogs/1/namespaces/db/tables/t", contentType: "application/json", method: "GET"))
        .ShouldNotBeNull().ShouldContain(":IcebergLoadTable hands out ");

    [Theory]
    [InlineData("glue", "GET", "/iceberg/v1/config")]
    [InlineData("glue", "GET", "/iceberg/v1/catalogs/111122223333/namespaces")]
    [InlineData("glue", "GET", "/iceberg/v1/catalogs/111122223333/namespaces/db/tables")]
    [InlineData("glue", "HEAD", "/iceberg/v1/catalogs/111122223333/namespaces/db/tables/t")]
    [InlineData("s3tables", "GET", "/iceberg/v1/config")]
    [InlineData("s3tables", "GET", "/iceberg/v1/arn%3Aaws%3As3tables%3Aeu-west-1%3A111122223333%3Abucket%2Fb/namespaces")]
    [InlineData("s3tables", "GET", "/buckets")]
    public void Iceberg_catalog_without_keys_may_pass(string service, string method, string path) => Check(service, Detect.Rest(service, method, path)).ShouldBeNull();

    [Fact]
    public void Iceberg_table_may_be_loaded_where_the_grant_lists_it() =>
        Check("glue", Detect.Rest("glue", "GET", "/iceberg/v1/catalogs/1/namespaces/db/tables/t"), "glue:IcebergLoadTable").ShouldBeNull();
}
