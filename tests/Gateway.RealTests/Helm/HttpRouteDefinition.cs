namespace Gateway.RealTests.Helm;

/// <summary>
/// Teaches the API server the fields of HTTPRoute that the chart may set, written after the Gateway API's specification
/// (gateway-api.sigs.k8s.io/reference/spec). With strict validation, as helm asks for it, any other field is refused.
/// </summary>
internal static class HttpRouteDefinition
{
    private const string Spec = """
        type: object
        properties:
          parentRefs:
            type: array
            items:
              type: object
              required: [name]
              properties:
                group: { type: string }
                kind: { type: string }
                name: { type: string }
                namespace: { type: string }
                sectionName: { type: string }
                port: { type: integer }
          hostnames: { type: array, items: { type: string } }
          rules:
            type: array
            items:
              type: object
              properties:
                matches:
                  type: array
                  items:
                    type: object
                    properties:
                      path:
                        type: object
                        properties:
                          type: { type: string, enum: [Exact, PathPrefix, RegularExpression] }
                          value: { type: string }
                backendRefs:
                  type: array
                  items:
                    type: object
                    required: [name]
                    properties:
                      name: { type: string }
                      port: { type: integer }
                timeouts:
                  type: object
                  properties:
                    request: { type: string }
        """;

    public static Task EnsureAsync(KubernetesApi api) => new CustomResource("gateway.networking.k8s.io", "HTTPRoute", Spec)
    {
        // Without it the API server takes no definition of a group of Kubernetes's own.
        Approval = "https://github.com/kubernetes-sigs/gateway-api",
    }.EnsureAsync(api);
}
