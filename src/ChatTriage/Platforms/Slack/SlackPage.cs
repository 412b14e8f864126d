using System.Text;
using System.Text.Encodings.Web;

namespace ChatTriage.Platforms.Slack;

/// <summary>What a browser shows at the end of an install: plain words, no script, nothing from elsewhere.</summary>
internal static class SlackPage
{
    /// <summary>A page; every text is encoded.</summary>
    public static IResult Of(HttpContext context, int status, string title, params string[] paragraphs)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        var page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>");
        page.Append(Encoded(title)).Append("</title></head><body><main><h1>").Append(Encoded(title)).Append("</h1>");
        foreach (string paragraph in paragraphs)
        {
            page.Append("<p>").Append(Encoded(paragraph)).Append("</p>");
        }

        return TypedResults.Content(page.Append("</main></body></html>").ToString(), "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
