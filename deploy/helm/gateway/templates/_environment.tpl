{{/* The gateway's configuration as environment variables; what is not set is left out, so that the gateway's own default holds. */}}
{{- define "gateway.environment" -}}
{{- $gateway := .Values.gateway }}
{{- if .Values.tls.existingSecret }}
# As an endpoint of Kestrel's, and not as ASPNETCORE_URLS: so a renewed certificate is taken without a restart.
- name: Kestrel__Endpoints__Https__Url
  value: https://+:{{ include "gateway.containerPort" . }}
- name: Kestrel__Endpoints__Https__Certificate__Path
  value: /etc/gateway/tls/tls.crt
- name: Kestrel__Endpoints__Https__Certificate__KeyPath
  value: /etc/gateway/tls/tls.key
{{- else }}
- name: ASPNETCORE_URLS
  value: http://+:{{ include "gateway.containerPort" . }}
{{- end }}
# The image's default, which each start would warn of beside the address above.
- name: ASPNETCORE_HTTP_PORTS
  value: ""
{{- $drain := include "gateway.drainSeconds" . | atoi }}
- name: Gateway__Limits__Drain
  value: {{ printf "%d.%02d:%02d:%02d" (div $drain 86400) (mod (div $drain 3600) 24) (mod (div $drain 60) 60) (mod $drain 60) | quote }}
- name: Gateway__PolicyFile
  value: {{ include "gateway.policyFile" . }}
{{- range $i, $issuer := $gateway.issuers }}
{{- range $key, $value := $issuer }}
{{- if ne (toString $value) "" }}
- name: Gateway__Issuers__{{ $i }}__{{ title $key }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
{{- end }}
- name: Gateway__Aws__Region
  value: {{ required "gateway.aws.region is required: the region for STS, such as eu-west-1." $gateway.aws.region | quote }}
{{- with $gateway.aws.endpointUrl }}
- name: Gateway__Aws__EndpointUrl
  value: {{ . | quote }}
{{- end }}
{{- range $service, $url := $gateway.aws.endpoints }}
- name: Gateway__Aws__Endpoints__{{ $service }}
  value: {{ $url | quote }}
{{- end }}
{{- if $gateway.aws.credentialsRequired }}
- name: Gateway__Aws__CredentialsRequired
  value: "true"
{{- end }}
{{- with $gateway.domain }}
- name: Gateway__Domain
  value: {{ . | quote }}
{{- end }}
{{- range $i, $range := $gateway.trustedProxies }}
- name: Gateway__TrustedProxies__{{ $i }}
  value: {{ $range | quote }}
{{- end }}
{{- with $gateway.forward.maxBufferedBody }}
- name: Gateway__Forward__MaxBufferedBody
  value: {{ int64 . | quote }}
{{- end }}
{{- with $gateway.forward.maxBufferedTotal }}
- name: Gateway__Forward__MaxBufferedTotal
  value: {{ int64 . | quote }}
{{- end }}
{{- with $gateway.forward.idleTimeout }}
- name: Gateway__Forward__IdleTimeout
  value: {{ . | quote }}
{{- end }}
{{- with $gateway.assuming.maxSessions }}
- name: Gateway__Assuming__MaxSessions
  value: {{ int64 . | quote }}
{{- end }}
{{- with $gateway.assuming.maxSessionsPerCaller }}
- name: Gateway__Assuming__MaxSessionsPerCaller
  value: {{ int64 . | quote }}
{{- end }}
{{- with $gateway.sessions.maxOpened }}
- name: Gateway__Sessions__MaxOpened
  value: {{ int64 . | quote }}
{{- end }}
{{- with $gateway.maxVerifiedTokens }}
- name: Gateway__MaxVerifiedTokens
  value: {{ int64 . | quote }}
{{- end }}
{{- range $i, $sink := $gateway.audit.sinks }}
- name: Gateway__Audit__Sinks__{{ $i }}
  value: {{ $sink }}
{{- end }}
{{- with $gateway.audit.whenFull }}
- name: Gateway__Audit__WhenFull
  value: {{ . }}
{{- end }}
{{- with $gateway.audit.queueLength }}
- name: Gateway__Audit__QueueLength
  value: {{ int64 . | quote }}
{{- end }}
{{- $length := int64 ($gateway.audit.queueLength | default 10000) }}
{{- $requests := ternary 2000 (int64 $gateway.limits.concurrentRequests) (kindIs "invalid" $gateway.limits.concurrentRequests) }}
{{- if and (ne $gateway.audit.whenFull "drop") (gt (int64 $requests) 0) (le $length (int64 $requests)) }}
{{- fail (printf "gateway.audit.queueLength (%d) must be more than gateway.limits.concurrentRequests (%d), or one caller can have all others refused." $length (int64 $requests)) }}
{{- end }}
{{- if and (has "otlp" $gateway.audit.sinks) (not $gateway.telemetry.otlpEndpoint) }}
{{- fail "gateway.telemetry.otlpEndpoint is required for the audit sink otlp." }}
{{- end }}
{{- with $gateway.telemetry.otlpEndpoint }}
- name: Gateway__Telemetry__OtlpEndpoint
  value: {{ . | quote }}
{{- end }}
{{- if $gateway.telemetry.propagateToAws }}
- name: Gateway__Telemetry__PropagateToAws
  value: "true"
{{- end }}
{{- with $gateway.portal }}
{{- if .clientId }}
- name: Gateway__Portal__ClientId
  value: {{ .clientId | quote }}
{{- if and .existingSecret (not $.Values.secretsAsFiles) }}
- name: Gateway__Portal__ClientSecret
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret | quote }}
      key: {{ .key | quote }}
{{- end }}
{{- with .issuer }}
- name: Gateway__Portal__Issuer
  value: {{ . | quote }}
{{- end }}
{{- range $i, $scope := .scopes }}
- name: Gateway__Portal__Scopes__{{ $i }}
  value: {{ $scope | quote }}
{{- end }}
{{- else if or .existingSecret .issuer .scopes }}
{{- fail "gateway.portal.clientId is required for a portal: the client by which it signs people in." }}
{{- end }}
{{- end }}
{{- with $gateway.sso.issuer }}
- name: Gateway__Sso__Issuer
  value: {{ . | quote }}
{{- end }}
{{- with $gateway.sso.clientId }}
- name: Gateway__Sso__ClientId
  value: {{ . | quote }}
{{- end }}
{{- with $gateway.sso.loginsPerMinute }}
- name: Gateway__Sso__LoginsPerMinute
  value: {{ int64 . | quote }}
{{- end }}
{{- with $gateway.sso.tokensPerMinute }}
- name: Gateway__Sso__TokensPerMinute
  value: {{ int64 . | quote }}
{{- end }}
{{- if .Values.management.enabled }}
{{- if eq (int .Values.management.port) (include "gateway.containerPort" . | int) }}
{{- fail (printf "management.port (%d) is the port that callers come by in the pod as well; choose another." (int .Values.management.port)) }}
{{- end }}
- name: Gateway__Management__Port
  value: {{ .Values.management.port | quote }}
{{- end }}
{{- if $gateway.jsonLog }}
- name: Logging__Console__FormatterName
  value: json
- name: Logging__Console__FormatterOptions__IncludeScopes
  value: "true"
{{- end }}
{{- range $key, $value := $gateway.limits }}
- name: Gateway__Limits__{{ title $key }}
  value: {{ if kindIs "string" $value }}{{ $value | quote }}{{ else }}{{ int64 $value | quote }}{{ end }}
{{- end }}
{{- with $gateway.operatorRole }}
{{- if not $.Values.management.enabled }}
{{- fail "management.enabled is required for gateway.operatorRole: operators revoke on the management port." }}
{{- end }}
- name: Gateway__Management__Role
  value: {{ . | quote }}
{{- end }}
{{- with $gateway.operatorIssuer }}
{{- if not $gateway.operatorRole }}
{{- fail "gateway.operatorRole is required for gateway.operatorIssuer: the role whose bearers may revoke." }}
{{- end }}
- name: Gateway__Management__Issuer
  value: {{ . | quote }}
{{- end }}
{{- if and .Values.redis.existingSecret (not .Values.secretsAsFiles) }}
- name: Gateway__Redis
  valueFrom:
    secretKeyRef:
      name: {{ .Values.redis.existingSecret | quote }}
      key: {{ .Values.redis.key | quote }}
{{- end }}
{{- with .Values.redis.lifetime }}
- name: Gateway__Revocations__Lifetime
  value: {{ . | quote }}
{{- end }}
{{- with .Values.redis.maxEntries }}
- name: Gateway__Revocations__MaxEntries
  value: {{ int64 . | quote }}
{{- end }}
{{- if .Values.secretsAsFiles }}
- name: Gateway__SettingsFolder
  value: /etc/gateway/settings
{{- else }}
{{- range $i, $name := .Values.sessionKeys.names }}
- name: Gateway__Sessions__Keys__{{ $i }}
  valueFrom:
    secretKeyRef:
      name: {{ include "gateway.sessionSecret" $ | quote }}
      key: {{ $name | quote }}
{{- end }}
{{- end }}
{{- if (.Values.trustedCertificates).existingConfigMap }}
# The image's own authorities, by their file, and yours.
- name: SSL_CERT_FILE
  value: /etc/ssl/certs/ca-certificates.crt
- name: SSL_CERT_DIR
  value: /etc/gateway/trusted
{{- end }}
# For the SDK, where it exchanges the service account's token.
- name: AWS_REGION
  value: {{ $gateway.aws.region | quote }}
{{- if not .Values.aws.instanceMetadata }}
- name: AWS_EC2_METADATA_DISABLED
  value: "true"
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}
