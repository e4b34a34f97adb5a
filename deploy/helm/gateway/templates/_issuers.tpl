{{/* What the gateway would refuse of its issuers at its start. */}}
{{- define "gateway.checkIssuers" -}}
{{- $gateway := .Values.gateway }}
{{- if not $gateway.issuers }}
{{- fail "At least one issuer is required: gateway.issuers[0].authority and .audience." }}
{{- end }}
{{- $authorities := list }}
{{- range $i, $issuer := $gateway.issuers }}
{{- $authority := regexReplaceAll "/+$" $issuer.authority "" }}
{{- if has $authority $authorities }}
{{- fail (printf "gateway.issuers[%d].authority (%s) is that of an issuer above it; once is enough." $i $authority) }}
{{- end }}
{{- $authorities = append $authorities $authority }}
{{- $key := ternary "authority" "metadataAddress" (empty $issuer.metadataAddress) }}
{{- $address := get $issuer $key }}
{{- $isLoopback := regexMatch "(?i)^http://(localhost|127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}|\\[::1\\])([:/]|$)" $address }}
{{- $allowsPlain := ternary $isLoopback (not $issuer.requireHttpsMetadata) (kindIs "invalid" $issuer.requireHttpsMetadata) }}
{{- if and (hasPrefix "http://" $address) (not $allowsPlain) }}
{{- fail (printf "gateway.issuers[%d].%s (%s) is plain http: use https, or set gateway.issuers[%d].requireHttpsMetadata to false where the network between them is trusted." $i $key $address $i) }}
{{- end }}
{{- end }}
{{- range $named := list (list "gateway.portal.issuer" ($gateway.portal).issuer) (list "gateway.sso.issuer" $gateway.sso.issuer) (list "gateway.operatorIssuer" $gateway.operatorIssuer) }}
{{- $authority := index $named 1 | default "" }}
{{- if and $authority (not (has (regexReplaceAll "/+$" $authority "") $authorities)) }}
{{- fail (printf "%s (%s) is the authority of none of gateway.issuers." (index $named 0) $authority) }}
{{- end }}
{{- end }}
{{- end }}
