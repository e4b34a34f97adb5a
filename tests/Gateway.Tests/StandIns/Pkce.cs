using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.StandIns;

/// <summary>A verifier (RFC 7636) and its challenge.</summary>
internal static class Pkce
{
    public const string Verifier = "abcdefghijklmnopqrstuvwxyz0123456789-._~ABC";

    public static string Challenge => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
}
