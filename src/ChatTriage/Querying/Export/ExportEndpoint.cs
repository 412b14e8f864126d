using System.Net.Mime;
using ChatTriage.Platforms;
using ChatTriage.Storage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatTriage.Querying.Export;

/// <summary>
/// The download of a file where a chat platform takes none. Looking at the address shows a page with a button, so that whatever follows links to see what is
/// behind them does not use it up; only the button downloads.
/// </summary>
internal sealed partial class ExportEndpoint(ExportLinks links, ExportMentions export, SeenDeliveries seen, ILogger<ExportEndpoint> logger)
{
    private const string Button = """<form method="post"><button type="submit">Download CSV</button></form>""";
    private const string Over = "This download is over or was opened in another browser. Please press CSV once more.";

    /// <summary><c>GET /export/{token}</c>.</summary>
    public IResult Show(string token, HttpContext context)
    {
        Guard(context);
        return links.Open(token) is null ? Page(StatusCodes.Status404NotFound, $"<p>{Over}</p>") : Page(StatusCodes.Status200OK, $"<p>Your file is ready.</p>{Button}");
    }

    /// <summary><c>POST /export/{token}</c>.</summary>
    public async Task<IResult> DownloadAsync(string token, HttpContext context)
    {
        Guard(context);
        try
        {
            return await TryDownloadAsync(token, context);
        }
        catch (DatabaseUnavailableException fault)
        {
            // A page of ours keeps the sign of the first browser, so that pressing again is worth something.
            LogStoreAway(fault);
            return Page(StatusCodes.Status503ServiceUnavailable, $"<p>ChatTriage cannot reach its store right now. Please press again in a moment.</p>{Button}");
        }
    }

    private async Task<IResult> TryDownloadAsync(string token, HttpContext context)
    {
        if (links.Open(token) is not var (key, pressed) || !(await seen.IsFirstAsync($"export:{key}", context.RequestAborted) || links.IsSign(context.Request.Cookies[CookieOf(key)], key)))
        {
            return Page(StatusCodes.Status404NotFound, $"<p>{Over}</p>");
        }

        context.Response.Cookies.Append(
            CookieOf(key),
            links.SignFor(key),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/export", MaxAge = TimeSpan.FromMinutes(15), IsEssential = true });
        InteractionReply reply = await export.RunAsync(pressed, context.RequestAborted);
        return reply.File is { } file
            ? TypedResults.Stream(to => WriteAsync(file, to, context), "text/csv; charset=utf-8", file.Name)
            : Page(StatusCodes.Status200OK, $"<p>{System.Net.WebUtility.HtmlEncode(reply.Text)}</p>");
    }

    private static string CookieOf(string key) => $"export-{key}";

    /// <summary>A file that cannot be finished must not look finished: the connection is broken off.</summary>
    private async Task WriteAsync(FileReply file, Stream to, HttpContext context)
    {
        try
        {
            await file.WriteAsync(to, context.RequestAborted);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogBroken(fault.GetType().Name);
            context.Features.Get<IHttpResetFeature>()?.Reset(2);
            context.Abort();
        }
    }

    private static void Guard(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    }

    private static ContentHttpResult Page(int status, string body) => TypedResults.Text(
            $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>ChatTriage</title><style>body{{font:1rem/1.5 system-ui,sans-serif;margin:3rem auto;max-width:30rem;padding:0 1rem}}button{{font:inherit;padding:.5rem 1rem}}</style><h1>ChatTriage</h1>{body}</html>",
            MediaTypeNames.Text.Html, System.Text.Encoding.UTF8, status);

    [LoggerMessage(4302, LogLevel.Error, "A download was refused: the database does not answer")]
    private partial void LogStoreAway(Exception fault);

    [LoggerMessage(4301, LogLevel.Error, "A download broke off: {Fault}")]
    private partial void LogBroken(string fault);
}
