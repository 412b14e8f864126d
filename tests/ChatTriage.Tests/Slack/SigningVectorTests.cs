using System.Net;
using System.Text;
using ChatTriage.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ChatTriage.Tests.Slack;

/// <summary>The 31 reference requests get the verdict of their file: 401, or anything else.</summary>
public sealed class SigningVectorTests
{
    /// <summary>Names, for the theory; one that says why when the file is absent.</summary>
    public static TheoryData<string> Names => [.. SigningVector.All().Select(vector => vector.Name).DefaultIfEmpty("")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_Reference_Request_Gets_Its_Verdict_On_Every_Way_In(string name)
    {
        Assert.SkipWhen(name.Length == 0, "the reference requests are not there (shared/slack/oracles/signing-vectors.json)");
        SigningVector vector = SigningVector.All().Single(known => known.Name == name);
        // A program without a secret does not even start, see SlackSettingsTests; this request must not pass where there is one.
        string secret = vector.Secret.Length == 0 ? "8f742231b10e8888abcd99yyyzzz85a5" : vector.Secret;
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(vector.Now));
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions { Clock = clock, Settings = Settings(secret), Configure = ExactHeaders.Use });

        foreach (string path in new[] { "/slack/events", "/slack/interactivity", "/slack/commands" })
        {
            HttpStatusCode status = await SendAsync(app, path, vector);
            (status != HttpStatusCode.Unauthorized).ShouldBe(vector.Expect, $"{path} answered {(int)status}");
            ((int)status).ShouldBeLessThan(500, path);
        }
    }

    [Fact]
    public void All_31_Are_There()
    {
        IReadOnlyList<SigningVector> all = SigningVector.All();
        Assert.SkipWhen(all.Count == 0, "the reference requests are not there (shared/slack/oracles/signing-vectors.json)");
        all.Count.ShouldBe(31);
        all.Count(vector => vector.Expect).ShouldBe(10);
    }

    private static (string, string?)[] Settings(string secret) =>
    [
        ("Slack:BotToken", "xoxb-of-nobody"),
        ("Slack:SigningSecret", secret),
        // Nobody listens there: a verdict needs nobody.
        ("Slack:ApiBaseUrl", "http://127.0.0.1:9/api/"),
    ];

    private static async Task<HttpStatusCode> SendAsync(TestApp app, string path, SigningVector vector)
    {
        string type = vector.Content.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded";
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(vector.Content, Encoding.UTF8, type) };
        ExactHeaders.Add(request, "X-Slack-Request-Timestamp", vector.Timestamp);
        ExactHeaders.Add(request, "X-Slack-Signature", vector.Signature);
        using HttpResponseMessage response = await app.Http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Blanks at the ends of a header do not survive HTTP, so these travel in disguise and are put in place before the program looks.</summary>
    private sealed class ExactHeaders : IStartupFilter
    {
        private const string Prefix = "X-Exact-";

        public static void Use(WebApplicationBuilder builder) => builder.Services.AddSingleton<IStartupFilter, ExactHeaders>();

        public static void Add(HttpRequestMessage request, string name, string? value)
        {
            if (value is not null)
            {
                request.Headers.Add(Prefix + name, Convert.ToBase64String(Encoding.UTF8.GetBytes($"={value}")));
            }
        }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((HttpContext context, RequestDelegate then) =>
            {
                foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in context.Request.Headers.Where(header => header.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToList())
                {
                    context.Request.Headers[name[Prefix.Length..]] = Encoding.UTF8.GetString(Convert.FromBase64String(value!))[1..];
                }

                return then(context);
            });
            next(app);
        };
    }
}
