namespace ChatTriage.Platforms.Playground;

/// <summary>
/// Keeps the playground to this machine, because anybody who reaches it may act as anybody. The connection must come from loopback and not
/// through a proxy; the host must be this machine's own name, so that no other site's name can be pointed here; and whatever changes
/// something must carry a header that other sites' pages cannot send.
/// </summary>
public sealed class PlaygroundGuard : IEndpointFilter
{
    /// <summary>The header of every POST and DELETE.</summary>
    public const string Header = "X-Playground";

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (!LocalRequest.Is(http))
        {
            return TypedResults.NotFound();
        }

        if (!HttpMethods.IsGet(http.Request.Method) && !http.Request.Headers.ContainsKey(Header))
        {
            return TypedResults.Problem(statusCode: 403, title: "Not from the playground's own page", detail: $"Send the header {Header}: 1.");
        }

        IHeaderDictionary headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return await next(context);
    }
}
