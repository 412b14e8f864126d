namespace ChatTriage.Querying.Charts;

/// <summary>Gives the picture whose address is the chart itself. Nobody has to prove anything, because nothing else can be read with it.</summary>
internal static class ChartEndpoint
{
    /// <summary><c>GET /charts/{name}.png</c>.</summary>
    public static async Task<IResult> GetAsync(string name, HttpContext context, ChartLinks links, ChartPictures pictures)
    {
        if (links.Open(name) is not { } chart)
        {
            return TypedResults.NotFound();
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=86400, immutable";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'";
        return TypedResults.Bytes(await pictures.DrawAsync(chart, context.RequestAborted), "image/png");
    }
}
