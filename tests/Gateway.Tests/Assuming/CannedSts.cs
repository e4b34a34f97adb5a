using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Gateway.Tests.Assuming;

/// <summary>An STS in trouble: it gives a canned answer to whatever it is asked.</summary>
internal sealed class CannedSts : IDisposable
{
    private readonly WireMockServer server = WireMockServer.Start();

    /// <summary>What points a gateway here.</summary>
    public (string Key, string Value) Setting => ("Gateway:Aws:Endpoints:sts", server.Url!);

    /// <summary>How often it was asked.</summary>
    public int Calls => server.LogEntries.Count;

    /// <summary>An answer of the well-behaved STS.</summary>
    public static IResponseBuilder Well => Response.Create().WithHeader("Content-Type", "text/xml").WithBody("""
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
          <Credentials><AccessKeyId>ASIACANNED</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
          <AssumedRoleUser><AssumedRoleId>AROA:demo</AssumedRoleId><Arn>arn:aws:sts::111122223333:assumed-role/OrdersReader/demo</Arn></AssumedRoleUser>
        </AssumeRoleResult><ResponseMetadata><RequestId>canned</RequestId></ResponseMetadata></AssumeRoleResponse>
        """);

    /// <summary>An error as STS writes it.</summary>
    public static IResponseBuilder Error(int status, string code) => Response.Create().WithStatusCode(status).WithHeader("Content-Type", "text/xml").WithBody(
        $"""<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>{code}</Code><Message>canned</Message></Error><RequestId>canned</RequestId></ErrorResponse>""");

    /// <summary>The trouble of that name.</summary>
    public static IResponseBuilder Trouble(string name) => name switch
    {
        "throttles" => Error(400, "Throttling"),
        "throttles by status" => Response.Create().WithStatusCode(429),
        "fails" => Error(500, "InternalFailure"),
        "is behind a broken proxy" => Response.Create().WithStatusCode(502).WithHeader("Content-Type", "text/html").WithBody("<html>Bad Gateway"),
        "answers with a page" => Response.Create().WithHeader("Content-Type", "text/html").WithBody("<html><p>Welcome to the hotel's network"),
        "answers with a whole page" => Response.Create().WithHeader("Content-Type", "text/html").WithBody("<html><p>Welcome to the hotel's network</p></html>"),
        "answers with nothing" => Response.Create().WithFault(FaultType.EMPTY_RESPONSE),
        "answers with garbage" => Response.Create().WithFault(FaultType.MALFORMED_RESPONSE_CHUNK),
        "answers with half of it" => Response.Create().WithHeader("Content-Type", "text/xml").WithBody("<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Cred"),
        "is slow" => Response.Create().WithDelay(TimeSpan.FromSeconds(30)),
        "refuses" => Error(403, "AccessDenied"),
        "is not activated" => Error(403, "RegionDisabledException"),
        "finds the session wrong" => Error(400, "ValidationError"),
        "finds the gateway's key expired" => Error(403, "ExpiredToken"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such trouble"),
    };

    /// <summary>From now on every call is answered so.</summary>
    public void Always(IResponseBuilder answer)
    {
        server.ResetMappings();
        server.Given(Request.Create().UsingPost()).RespondWith(answer);
    }

    public void Dispose() => server.Dispose();
}
