using ChatTriage.Enrichment.Azure;
using ChatTriage.Mentions;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Enrichment.Azure;

/// <summary>The real service keeps the contract that the double stands for. Runs where <c>AZURE_LANGUAGE_ENDPOINT</c> names a resource; costs about ten text records.</summary>
[Trait("Category", "Live")]
public sealed class AzureLiveTests
{
    [Fact]
    public async Task Real_Service_Reads_Tone_Phrases_And_Language_As_The_Double_Does()
    {
        string? endpoint = Environment.GetEnvironmentVariable("AZURE_LANGUAGE_ENDPOINT");
        Assert.SkipWhen(string.IsNullOrEmpty(endpoint), "AZURE_LANGUAGE_ENDPOINT names no resource (AZURE_LANGUAGE_KEY its key; without one the identity of the environment is used)");
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions
        {
            RealTime = true,
            Settings = [("Analysis:Azure:Endpoint", endpoint), ("Analysis:Azure:Key", Environment.GetEnvironmentVariable("AZURE_LANGUAGE_KEY")), ("Analysis:Azure:Timeout", "00:00:20")],
        });
        AzureQuestion love = new(AzureKind.SentimentAnalysis, "I love this filter, it is wonderful 👩‍👩‍👧.", "en");
        AzureQuestion mixed = new(AzureKind.SentimentAnalysis, "The food and service were unacceptable. The concierge was nice, however.", "en");
        AzureQuestion unknown = new(AzureKind.SentimentAnalysis, "nuqneH", "tlh");
        AzureQuestion phrases = new(AzureKind.KeyPhraseExtraction, "The water filter of the kitchen leaks.", "en");
        AzureQuestion spanish = new(AzureKind.LanguageDetection, "¿Dónde está mi pedido?", null);
        AzureQuestion nothing = new(AzureKind.LanguageDetection, "12345 67890", null);

        IReadOnlyDictionary<AzureQuestion, AzureResult> results = await app.Services.GetRequiredService<AzureReader>()
            .ReadAsync([love, mixed, unknown, phrases, spanish, nothing], TestContext.Current.CancellationToken);

        results.Values.ShouldAllBe(result => result.Reading != null);
        (results[love].Reading!.Tone, results[mixed].Reading!.Tone).ShouldBe((Tone.Positive, Tone.Mixed));
        results[love].Reading!.Confidence.ShouldNotBeNull().ShouldBeInRange(0.6, 1);
        results[unknown].Reading!.IsRefused.ShouldBeTrue();
        results[phrases].Reading!.Phrases.ShouldNotBeNullOrEmpty();
        results[spanish].Reading!.Language.ShouldBe("es");
        results[nothing].Reading!.Language.ShouldBeNull();
    }
}
