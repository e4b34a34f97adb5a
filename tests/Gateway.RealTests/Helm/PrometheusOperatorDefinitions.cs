namespace Gateway.RealTests.Helm;

/// <summary>
/// Teaches the API server the fields of ServiceMonitor and PrometheusRule that the chart may set, written after the Prometheus Operator's API reference
/// (prometheus-operator.dev/docs/api-reference/api). With strict validation, as helm asks for it, any other field is refused.
/// </summary>
internal static class PrometheusOperatorDefinitions
{
    private const string ServiceMonitor = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: servicemonitors.monitoring.coreos.com }
        spec:
          group: monitoring.coreos.com
          scope: Namespaced
          names: { kind: ServiceMonitor, listKind: ServiceMonitorList, plural: servicemonitors, singular: servicemonitor }
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  required: [spec]
                  properties:
                    spec:
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
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: prometheusrules.monitoring.coreos.com }
        spec:
          group: monitoring.coreos.com
          scope: Namespaced
          names: { kind: PrometheusRule, listKind: PrometheusRuleList, plural: prometheusrules, singular: prometheusrule }
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  required: [spec]
                  properties:
                    spec:
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
        await CustomResource.EnsureAsync(api, ServiceMonitor, "/apis/monitoring.coreos.com/v1/servicemonitors");
        await CustomResource.EnsureAsync(api, PrometheusRule, "/apis/monitoring.coreos.com/v1/prometheusrules");
    }
}
