using System.Text.Json.Serialization;
using Gateway.Health;
using Gateway.Issuing.Api;
using Gateway.Issuing.Container;
using Gateway.Management;
using Gateway.Portal;
using Gateway.Portal.Credentials;
using Gateway.Sso.Assignments;
using Gateway.Sso.Oidc;

namespace Gateway.Hosting;

/// <summary>
/// How the doors' answers, and what an operator sends, are written, worked out when the gateway is built. What is not listed here is still written, by reflection: that costs a first answer
/// milliseconds, and an idle gateway memory.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LiveAnswer))]
[JsonSerializable(typeof(ReadinessReport))]
[JsonSerializable(typeof(ConfigurationDoor.Answer), TypeInfoPropertyName = "Configuration")]
[JsonSerializable(typeof(List<RoleDescription>))]
[JsonSerializable(typeof(Issuing.Api.CredentialsAnswer))]
[JsonSerializable(typeof(ProcessCredentialsAnswer))]
[JsonSerializable(typeof(LoginAnswer))]
[JsonSerializable(typeof(ContainerDoor.Answer), TypeInfoPropertyName = "Container")]
[JsonSerializable(typeof(ContainerDoor.Error), TypeInfoPropertyName = "ContainerError")]
[JsonSerializable(typeof(RegisterClientDoor.Answer), TypeInfoPropertyName = "OidcClient")]
[JsonSerializable(typeof(StartDeviceAuthorizationDoor.Answer), TypeInfoPropertyName = "DeviceAuthorization")]
[JsonSerializable(typeof(CreateTokenDoor.Answer), TypeInfoPropertyName = "SsoToken")]
[JsonSerializable(typeof(OidcError.Body), TypeInfoPropertyName = "OidcErrorBody")]
[JsonSerializable(typeof(AssignmentDoors.AccountsAnswer))]
[JsonSerializable(typeof(AssignmentDoors.RolesAnswer))]
[JsonSerializable(typeof(Sso.Assignments.CredentialsAnswer), TypeInfoPropertyName = "RoleCredentials")]
[JsonSerializable(typeof(SsoError.Body), TypeInfoPropertyName = "SsoErrorBody")]
[JsonSerializable(typeof(RevocationRequest))]
[JsonSerializable(typeof(RevocationAnswer))]
[JsonSerializable(typeof(RevocationListAnswer))]
[JsonSerializable(typeof(PortalProblem))]
[JsonSerializable(typeof(CredentialsView))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Microsoft.AspNetCore.Mvc.ProblemDetails))]
internal sealed partial class AnswerJson : JsonSerializerContext;
