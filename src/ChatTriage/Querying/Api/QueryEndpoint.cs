using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatTriage.Querying.Api;

/// <summary>
/// <c>GET /api/mentions/query?q=…</c>: the questions of <c>/mentions</c> about a brand, answered as JSON to a client with a token. It reads, and changes nothing.
/// </summary>
public sealed partial class QueryEndpoint(AnswerBrand answers, LiveSettings settings, TimeProvider clock, ILogger<QueryEndpoint> logger)
{
    private const string Platform = "api";
    private const string Example = "acme last 7 days sentiment:negative";

    /// <summary>Answers one request.</summary>
    /// <param name="q">The question.</param>
    /// <param name="tz">The zone of the client, IANA or Windows.</param>
    /// <param name="after">The value of <c>next</c> of the page before.</param>
    /// <param name="context">The request.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Results<Ok<ApiWire.Answer>, ProblemHttpResult>> GetAsync(string? q, string? tz, string? after, HttpContext context, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        ApiOptions api = settings.Options.Api;
        if (api.Tokens.Length == 0)
        {
            return TypedResults.Problem(statusCode: 404, title: "The API is off", detail: "Whoever runs ChatTriage can switch it on by the setting Api:Tokens.");
        }

        if (ApiTokens.ClientOf(api, context.Request.Headers.Authorization) is not { } client)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"chattriage\"";
            return TypedResults.Problem(statusCode: 401, title: "No valid token", detail: "Send the header Authorization: Bearer with one of the tokens under Api:Tokens.");
        }

        TimeZoneInfo? zone = string.IsNullOrEmpty(tz) || ZoneIds.Find(tz) is not { } named ? null : TimeZoneInfo.FindSystemTimeZoneById(named);
        if (!string.IsNullOrEmpty(tz) && zone is null)
        {
            return Wrong("tz", "tz must be a time zone such as Europe/Berlin.");
        }

        PageCursor cursor = default;
        if (!string.IsNullOrEmpty(after) && !PageCursor.TryParse(after, out cursor))
        {
            return Wrong("after", "after must be the value of next of the page before.");
        }

        // What somebody typed stands in no log: who asked and how long it took do.
        long start = clock.GetTimestamp();
        try
        {
            return await AnswerAsync(q ?? "", new Person(new Address(Platform, client), client, zone), string.IsNullOrEmpty(after) ? null : cursor, cancellation);
        }
        catch (DatabaseUnavailableException fault)
        {
            LogStoreAway(fault);
            return TypedResults.Problem(statusCode: 503, title: "The store does not answer", detail: "Ask again in a moment.");
        }
        finally
        {
            LogAsked(client, clock.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    private async Task<Results<Ok<ApiWire.Answer>, ProblemHttpResult>> AnswerAsync(string q, Person asker, PageCursor? after, CancellationToken cancellation) =>
        QuestionParser.Parse(q, BrandNames.Of(settings.Brands)) switch
        {
            Question.AboutBrand { Asked.Filter.ByMe: true } => Wrong("q", "by:me asks for a person's own items, and a token is nobody's."),
            Question.AboutBrand about => TypedResults.Ok(ApiAnswers.Of(await answers.RunAsync(about, asker, clock.GetUtcNow(), after, cancellation), BrandNames.Of(settings.Brands))),
            Question.NotUnderstood wrong => TypedResults.Problem(
                statusCode: 400, title: "The question is not understood", detail: $"{wrong.Problem}.",
                extensions: new Dictionary<string, object?> { ["field"] = "q", ["start"] = wrong.Start, ["length"] = wrong.Length, ["example"] = wrong.Example }),
            _ => Wrong("q", $"q must be a question about one brand, such as: {Example}"),
        };

    private static ProblemHttpResult Wrong(string field, string detail) =>
        TypedResults.Problem(statusCode: 400, title: $"The parameter {field} is wrong", detail: detail, extensions: new Dictionary<string, object?> { ["field"] = field });

    [LoggerMessage(4311, LogLevel.Information, "The API answered {Client} in {Milliseconds:0.0} ms")]
    private partial void LogAsked(string client, double milliseconds);

    [LoggerMessage(4312, LogLevel.Error, "A question over the API was refused: the database does not answer")]
    private partial void LogStoreAway(Exception fault);
}
