namespace Gateway.RealTests.Helm;

/// <summary>
/// Teaches the API server the fields of ServiceMonitor and PrometheusRule that the chart may set, written after the Prometheus Operator's API reference
/// (prometheus-operator.dev/docs/api-reference/api). With strict validation, as helm asks for it, any other field is refused.
/// </summary>
internal static class PrometheusOperatorDefinitions
{
    private const string Group = "monitoring.coreos.com";

    private const string ServiceMonitor = """
        type: object
        required: [selector, endpoints]
        properties:
          selector:
            type: object
            properties:
              matchLabels: { type: object, additionalProperties: { type: string } }
          namespaceSelector:
            type: object
            properties:
              any: { type: boolean }
              matchNames: { type: array, items: { type: string } }
          endpoints:
            type: array
            items:
              type: object
              properties:
                port: { type: string }
                path: { type: string }
                scheme: { type: string, enum: [http, https] }
                interval: { type: string }
        """;

    private const string PrometheusRule = """
        type: object
        properties:
          groups:
            type: array
            items:
              type: object
              required: [name]
              properties:
                name: { type: string }
                rules:
                  type: array
                  items:
                    type: object
                    required: [expr]
                    properties:
                      alert: { type: string }
                      expr: { type: string }
                      for: { type: string }
                      labels: { type: object, additionalProperties: { type: string } }
                      annotations: { type: object, additionalProperties: { type: string } }
        """;

    public static async Task EnsureAsync(KubernetesApi api)
    {
        await new CustomResource(Group, "ServiceMonitor", ServiceMonitor).EnsureAsync(api);
        await new CustomResource(Group, "PrometheusRule", PrometheusRule).EnsureAsync(api);
    }
}
