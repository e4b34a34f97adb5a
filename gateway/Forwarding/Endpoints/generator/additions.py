"""Requests that AWS documents and no model has: paths of services, some of them at services whose own protocol has no paths."""

# Iceberg's REST catalog: what follows the catalog's prefix, method, operation. The names have a word more than the specification's operation ids,
# since Glue and S3 Tables have operations of the same names, which hand out nothing.
# https://github.com/apache/iceberg/blob/main/open-api/rest-catalog-open-api.yaml
CATALOG = [
    ("/namespaces", "GET", "IcebergListNamespaces"),
    ("/namespaces", "POST", "IcebergCreateNamespace"),
    ("/namespaces/{}", "DELETE", "IcebergDropNamespace"),
    ("/namespaces/{}", "GET", "IcebergLoadNamespaceMetadata"),
    ("/namespaces/{}", "HEAD", "IcebergNamespaceExists"),
    ("/namespaces/{}/properties", "POST", "IcebergUpdateNamespaceProperties"),
    ("/namespaces/{}/register", "POST", "IcebergRegisterTable"),
    ("/namespaces/{}/register-view", "POST", "IcebergRegisterView"),
    ("/namespaces/{}/tables", "GET", "IcebergListTables"),
    ("/namespaces/{}/tables", "POST", "IcebergCreateTable"),
    ("/namespaces/{}/tables/{}", "DELETE", "IcebergDropTable"),
    ("/namespaces/{}/tables/{}", "GET", "IcebergLoadTable"),
    ("/namespaces/{}/tables/{}", "HEAD", "IcebergTableExists"),
    ("/namespaces/{}/tables/{}", "POST", "IcebergUpdateTable"),
    ("/namespaces/{}/tables/{}/credentials", "GET", "IcebergLoadCredentials"),
    ("/namespaces/{}/tables/{}/metrics", "POST", "IcebergReportMetrics"),
    ("/namespaces/{}/tables/{}/plan", "POST", "IcebergPlanTableScan"),
    ("/namespaces/{}/tables/{}/plan/{}", "DELETE", "IcebergCancelPlanning"),
    ("/namespaces/{}/tables/{}/plan/{}", "GET", "IcebergFetchPlanningResult"),
    ("/namespaces/{}/tables/{}/tasks", "POST", "IcebergFetchScanTasks"),
    ("/namespaces/{}/views", "GET", "IcebergListViews"),
    ("/namespaces/{}/views", "POST", "IcebergCreateView"),
    ("/namespaces/{}/views/{}", "DELETE", "IcebergDropView"),
    ("/namespaces/{}/views/{}", "GET", "IcebergLoadView"),
    ("/namespaces/{}/views/{}", "HEAD", "IcebergViewExists"),
    ("/namespaces/{}/views/{}", "POST", "IcebergReplaceView"),
    ("/tables/rename", "POST", "IcebergRenameTable"),
    ("/transactions/commit", "POST", "IcebergCommitTransaction"),
    ("/views/rename", "POST", "IcebergRenameView"),
]


def iceberg(prefix):
    return [("/iceberg/v1/config", "GET", "IcebergGetConfig")] + [(prefix + path, method, name) for path, method, name in CATALOG]


# https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html, the operations of Lambda MicroVMs that Lambda's own model has not.
MICROVMS = [
    ("/2025-09-09/managed-microvm-images", "GET", "ListManagedMicrovmImages"),
    ("/2025-09-09/managed-microvm-images/{}/versions", "GET", "ListManagedMicrovmImageVersions"),
    ("/2025-09-09/microvm-images", "GET", "ListMicrovmImages"),
    ("/2025-09-09/microvm-images", "POST", "CreateMicrovmImage"),
    ("/2025-09-09/microvm-images/{}", "DELETE", "DeleteMicrovmImage"),
    ("/2025-09-09/microvm-images/{}", "GET", "GetMicrovmImage"),
    ("/2025-09-09/microvm-images/{}", "PUT", "UpdateMicrovmImage"),
    ("/2025-09-09/microvm-images/{}/versions", "GET", "ListMicrovmImageVersions"),
    ("/2025-09-09/microvm-images/{}/versions/{}", "DELETE", "DeleteMicrovmImageVersion"),
    ("/2025-09-09/microvm-images/{}/versions/{}", "GET", "GetMicrovmImageVersion"),
    ("/2025-09-09/microvm-images/{}/versions/{}", "PATCH", "UpdateMicrovmImageVersion"),
    ("/2025-09-09/microvm-images/{}/versions/{}/builds", "GET", "ListMicrovmImageBuilds"),
    ("/2025-09-09/microvm-images/{}/versions/{}/builds/{}", "GET", "GetMicrovmImageBuild"),
    ("/2025-09-09/microvms", "GET", "ListMicrovms"),
    ("/2025-09-09/microvms", "POST", "RunMicrovm"),
    ("/2025-09-09/microvms/{}", "DELETE", "TerminateMicrovm"),
    ("/2025-09-09/microvms/{}", "GET", "GetMicrovm"),
    ("/2025-09-09/microvms/{}/auth-token", "POST", "CreateMicrovmAuthToken"),
    ("/2025-09-09/microvms/{}/resume", "POST", "ResumeMicrovm"),
    ("/2025-09-09/microvms/{}/shell-auth-token", "POST", "CreateMicrovmShellAuthToken"),
    ("/2025-09-09/microvms/{}/suspend", "POST", "SuspendMicrovm"),
]

# By endpoint name. A catalog's name may hold slashes, as the ARN of a table bucket does, whether they are encoded or not.
ADDED = {
    "lambda": MICROVMS,
    # https://docs.aws.amazon.com/glue/latest/dg/iceberg-rest-apis.html
    "glue": iceberg("/iceberg/v1/catalogs/{+}"),
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_HTTP_Endpoints.html, https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html,
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-PromQL.html: named as the IAM action is.
    "logs": [(path, "POST", "PutLogEvents") for path in ("/v1/logs", "/services/collector/event", "/ingest/bulk", "/ingest/json")],
    "monitoring": [
        ("/v1/metrics", "POST", "PutMetricData"),
        *((path, method, "QueryMetrics") for path in ("/api/v1/query", "/api/v1/query_range") for method in ("GET", "POST")),
        *(("/api/v1/series", method, "GetSeries") for method in ("GET", "POST")),
        *(("/api/v1/labels", method, "GetLabels") for method in ("GET", "POST")),
        ("/api/v1/label/{}/values", "GET", "GetLabels"),
    ],
    # https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-integrating-open-source.html
    "s3tables": iceberg("/iceberg/v1/{+}"),
}


# Operations that a client of AWS's own calls, and no model has.
# https://docs.aws.amazon.com/athena/latest/ug/jdbc-v3-driver-other-configuration.html: athena:GetQueryResultsStream
NAMED = {"athena": {"GetQueryResultsStream"}}


def lines(service):
    return {f"{path} {method} {name}" for path, method, name in ADDED.get(service.name, [])}


def names(service):
    return {name for _, _, name in ADDED.get(service.name, [])} | NAMED.get(service.name, set())
