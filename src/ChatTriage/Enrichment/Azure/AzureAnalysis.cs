using ChatTriage.Mentions;
using ChatTriage.Storage;

namespace ChatTriage.Enrichment.Azure;

/// <summary>
/// Asks Azure about stored mentions, in the background: nothing that comes in waits for it, and whatever it says or does not say, the card goes out. Several
/// processes may do this at once; each takes rows of its own.
/// </summary>
public sealed partial class AzureAnalysis(AzureRows rows, AzureReader reader, AzurePlan plan, AzureUsage usage, ILogger<AzureAnalysis> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bool knowsUsage = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!knowsUsage)
                {
                    await usage.TodayAsync(stoppingToken);
                    knowsUsage = true;
                }

                if (await WorkAsync(stoppingToken) == 0)
                {
                    await plan.WaitAsync(Poll, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                // What was taken is due again by itself.
                LogFailed(fault);
                await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> WorkAsync(CancellationToken cancellation)
    {
        IReadOnlyList<Mention> taken = await rows.TakeAsync(cancellation);
        if (taken.Count > 0)
        {
            await rows.FinishAsync(await AskAsync(taken, cancellation));
        }

        return taken.Count;
    }

    /// <summary>First the language, where nobody knows it, because tone and phrases are asked for in a language.</summary>
    private async Task<IReadOnlyList<AzureOutcome>> AskAsync(IReadOnlyList<Mention> mentions, CancellationToken cancellation)
    {
        (Mention Mention, string Text)[] asked = [.. mentions.Where(mention => AzureText.Fits(mention.Text)).Select(mention => (mention, AzureText.Clean(mention.Text)))];
        IReadOnlyDictionary<AzureQuestion, AzureResult> languages = await reader.ReadAsync(
            asked.Where(one => one.Mention.Language is null).Select(one => LanguageOf(one.Text)), cancellation);
        (Mention Mention, string Text, string? Tag)[] readable =
            [.. asked.Select(one => (one.Mention, one.Text, one.Mention.Language ?? languages[LanguageOf(one.Text)].Reading?.Language)).Where(one => one.Item3 is not null)];
        IReadOnlyDictionary<AzureQuestion, AzureResult> readings = await reader.ReadAsync(
            readable.SelectMany(one => new[] { ToneOf(one.Text, one.Tag!), PhrasesOf(one.Text, one.Tag!) }), cancellation);
        var outcomes = readable.Select(one => Outcome(one.Mention, one.Tag!, readings[ToneOf(one.Text, one.Tag!)], readings[PhrasesOf(one.Text, one.Tag!)])).ToDictionary(outcome => outcome.Asked.Id);
        var unreadable = asked.ToDictionary(one => one.Mention.Id, one => one.Text);
        return
        [
            .. mentions.Select(mention => outcomes.TryGetValue(mention.Id, out AzureOutcome? outcome) ? outcome
                : new AzureOutcome(mention, Fault: unreadable.TryGetValue(mention.Id, out string? text) ? languages[LanguageOf(text)].Fault : null)),
        ];
    }

    private static AzureOutcome Outcome(Mention mention, string tag, AzureResult tone, AzureResult phrases)
    {
        string? recognised = mention.Language is null ? tag : null;
        return (tone.Fault ?? phrases.Fault) is { } fault ? new AzureOutcome(mention, Fault: fault)
            : new AzureOutcome(mention, recognised, tone.Reading is { Tone: not null } named ? named : null, phrases.Reading?.Phrases);
    }

    private static AzureQuestion LanguageOf(string text) => new(AzureKind.LanguageDetection, text, Language: null);

    private static AzureQuestion ToneOf(string text, string tag) => new(AzureKind.SentimentAnalysis, text, AzureLanguages.CodeOf(tag));

    private static AzureQuestion PhrasesOf(string text, string tag) => new(AzureKind.KeyPhraseExtraction, text, AzureLanguages.CodeOf(tag));

    [LoggerMessage(2305, LogLevel.Error, "Mentions could not be taken to Azure AI Language; they are tried again")]
    private partial void LogFailed(Exception fault);
}
