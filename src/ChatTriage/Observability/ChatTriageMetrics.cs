using System.Diagnostics;
using System.Diagnostics.Metrics;
using ChatTriage.Ingestion;
using ChatTriage.Platforms;
using ChatTriage.Storage;

namespace ChatTriage.Observability;

/// <summary>What is measured, by OpenTelemetry's names. No label carries a person, a channel or words of a mention.</summary>
public sealed class ChatTriageMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ChatTriage";

    private readonly Counter<long> _ingested;
    private readonly Counter<long> _clicks;
    private readonly Histogram<double> _interactions;
    private readonly Counter<long> _deliveries;
    private readonly Histogram<double> _deliveryAge;
    private readonly Counter<long> _rateLimited;
    private readonly Counter<long> _redisFaults;

    public ChatTriageMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _ingested = meter.CreateCounter<long>("chattriage.mentions.ingested", "{mention}", "Mentions taken in, by outcome");
        _clicks = meter.CreateCounter<long>("chattriage.clicks", "{click}", "Buttons pressed, by verb and outcome");
        _interactions = meter.CreateHistogram<double>("chattriage.interaction.duration", "s", "Time until a person has the answer");
        _deliveries = meter.CreateCounter<long>("chattriage.outbox.deliveries", "{row}", "Outbox rows handed to a platform, by outcome");
        _deliveryAge = meter.CreateHistogram<double>("chattriage.outbox.age", "s", "Age of an outbox row when it was delivered");
        _rateLimited = meter.CreateCounter<long>("chattriage.ratelimited", "{row}", "Outbox rows that waited for a channel's budget");
        _redisFaults = meter.CreateCounter<long>("chattriage.redis.faults", "{command}", "Commands that Redis did not answer");
    }

    /// <summary>A batch was stored.</summary>
    public void Ingested(IReadOnlyList<IntakeItem> items, IReadOnlyList<IntakeResult> results)
    {
        if (!_ingested.Enabled || items.Count == 0)
        {
            return;
        }

        foreach (IGrouping<IntakeOutcome, IntakeResult> outcome in results.GroupBy(result => result.Outcome))
        {
            _ingested.Add(outcome.Count(), new TagList { { "source", items[0].Source }, { "outcome", outcome.Key.ToString() } });
        }
    }

    /// <summary>A button was pressed.</summary>
    public void Clicked(string verb, ClickKind kind) => _clicks.Add(1, new TagList { { "verb", Verbs.Known(verb) }, { "outcome", kind.ToString() } });

    /// <summary>Somebody got an answer.</summary>
    public void Interacted(Interaction interaction, TimeSpan took) =>
        _interactions.Record(took.TotalSeconds, new TagList { { "platform", interaction.Person.Address.Platform }, { "kind", interaction.GetType().Name } });

    /// <summary>An outbox row was handed to a platform.</summary>
    public void Delivered(OutboxRow row, DeliveryOutcome outcome, DateTimeOffset now)
    {
        _deliveries.Add(1, new TagList { { "platform", row.Address.Platform }, { "outcome", outcome.ToString() } });
        _deliveryAge.Record((now - row.CreatedAt).TotalSeconds, new TagList { { "platform", row.Address.Platform } });
    }

    /// <summary>A channel's budget was used up.</summary>
    public void RateLimited(string platform) => _rateLimited.Add(1, new TagList { { "platform", platform } });

    /// <summary>Redis did not answer.</summary>
    public void RedisFault() => _redisFaults.Add(1);
}
