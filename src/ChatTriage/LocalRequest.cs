using System.Net;

namespace ChatTriage;

/// <summary>
/// Tells whether a request comes from a program on this machine itself: over loopback, by one of this machine's own names (so that no other
/// site's name can be pointed here), not from another site's page, and without any sign of a proxy.
/// </summary>
internal static class LocalRequest
{
    private static readonly string[] ProxyHeaders = ["Forwarded", "Via", "X-Real-IP", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Server"];

    /// <summary>Whether it is local. A proxy that hides itself completely cannot be noticed; docs/operations.md says what must not be passed on.</summary>
    public static bool Is(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && IsLoopbackName(context.Request.Host.Host)
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey)
        && (context.Request.Headers.Origin.ToString() is not { Length: > 0 } origin || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? site) && IsLoopbackName(site.Host)));

    private static bool IsLoopbackName(string host) => host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
