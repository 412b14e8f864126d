using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>Tokens made by hand, right ones and wrong ones.</summary>
public static class TeamsJwt
{
    /// <summary>Signed as Teams signs.</summary>
    public static string Sign(JsonObject claims, RSA key, string kid, string algorithm = "RS256", bool pss = false)
    {
        string content = $"{Encoded(Header(algorithm, kid))}.{Encoded(claims)}";
        byte[] signature = key.SignData(
            Encoding.ASCII.GetBytes(content), algorithm.EndsWith("512", StringComparison.Ordinal) ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256, pss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>Signed with a secret, which anybody could do who took a public key for one.</summary>
    public static string SignWithSecret(JsonObject claims, byte[] secret, string kid)
    {
        string content = $"{Encoded(Header("HS256", kid))}.{Encoded(claims)}";
        return $"{content}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(content)))}";
    }

    /// <summary>Not signed at all.</summary>
    public static string WithoutSignature(JsonObject claims, string kid) => $"{Encoded(Header("none", kid))}.{Encoded(claims)}.";

    /// <summary>The claims of a token, unverified.</summary>
    public static JsonObject Claims(string token) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!.AsObject();

    /// <summary>The same token with other claims under its old signature.</summary>
    public static string WithClaims(string token, JsonObject claims) => string.Join('.', token.Split('.')[0], Encoded(claims), token.Split('.')[2]);

    /// <summary>Whether a token was signed with a key.</summary>
    public static bool IsSignedBy(string token, RSA key)
    {
        string[] parts = token.Split('.');
        return parts.Length == 3
            && key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static JsonObject Header(string algorithm, string kid) => new() { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = kid, ["x5t"] = kid };

    private static string Encoded(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
