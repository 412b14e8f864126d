using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ChatTriage.Observability;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Observability;

/// <summary>What is measured, and what no measurement may carry.</summary>
public sealed class MetricsTests
{
    private static readonly string[] Labels = ["source", "outcome", "verb", "platform", "kind"];

    [Fact]
    public async Task Ingest_Clicks_And_Deliveries_Are_Counted_Without_A_Person_A_Channel_Or_A_Word()
    {
        await using TestApp app = await TestApp.StartAsync();
        using var measured = new Measurements(app);
        var people = new PlaygroundDriver(app.Http);

        ShownCard card = await people.MentionWithCardAsync("my @brightwater filter leaks", "mara");
        await people.SendAsync("nobody is named");
        (await people.ClickAsync(PlaygroundDriver.Owner, card, "customer-service")).Ok.ShouldBeTrue();
        (await people.ClickAsync("playground:noah", card, "public-reply")).Ok.ShouldBeFalse();
        (await people.ClickAsync("playground:noah", card, "what-mara-wrote")).Ok.ShouldBeFalse();
        await people.AskAsync("playground:noah", "/mentions brightwater today");
        await app.DrainOutboxAsync();

        measured.Sum("chattriage.mentions.ingested").ShouldBe(2);
        measured.Sum("chattriage.clicks", ("verb", "customer-service"), ("outcome", "Done")).ShouldBe(1);
        measured.Sum("chattriage.clicks", ("verb", "public-reply"), ("outcome", "Outdated")).ShouldBe(1);
        measured.Sum("chattriage.clicks", ("verb", "unknown"), ("outcome", "Refused")).ShouldBe(1);
        measured.Count("chattriage.interaction.duration", ("platform", "playground"), ("kind", "ButtonClicked")).ShouldBe(3);
        measured.Count("chattriage.interaction.duration", ("platform", "playground"), ("kind", "CommandSent")).ShouldBe(1);
        measured.Sum("chattriage.outbox.deliveries", ("platform", "playground"), ("outcome", "Delivered")).ShouldBeGreaterThanOrEqualTo(3);
        measured.Count("chattriage.outbox.age", ("platform", "playground")).ShouldBeGreaterThanOrEqualTo(3);

        measured.AllLabels.Select(label => label.Key).Except(Labels).ShouldBeEmpty();
        string values = string.Join(' ', measured.AllLabels.Select(label => label.Value));
        foreach (string forbidden in new[] { "mara", "noah", "olivia", "triage", "leaks", "brightwater", ":" })
        {
            values.ShouldNotContain(forbidden);
        }
    }

    [Fact]
    public async Task Every_Instrument_Is_Named_In_The_Programs_Own_Space()
    {
        await using TestApp app = await TestApp.StartAsync();
        using var measured = new Measurements(app);

        measured.Instruments.Select(instrument => instrument.Name).Order(StringComparer.Ordinal).ShouldBe(
        [
            "chattriage.clicks", "chattriage.interaction.duration", "chattriage.mentions.ingested", "chattriage.outbox.age", "chattriage.outbox.deliveries",
            "chattriage.ratelimited", "chattriage.redis.faults",
        ]);
        measured.Instruments.ShouldAllBe(instrument => instrument.Unit != null && instrument.Description != null);
    }

    /// <summary>Listens to one program's own meter; other tests run beside it in this process.</summary>
    private sealed class Measurements : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, double Value, KeyValuePair<string, string>[] Labels)> _all = new();

        public Measurements(TestApp app)
        {
            var meters = app.Services.GetRequiredService<IMeterFactory>();
            _ = app.Services.GetRequiredService<ChatTriageMetrics>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == ChatTriageMetrics.MeterName && instrument.Meter.Scope == meters)
                {
                    Instruments.Add(instrument);
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Keep(instrument, value, labels));
            _listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Keep(instrument, value, labels));
            _listener.Start();
        }

        public List<Instrument> Instruments { get; } = [];

        public IEnumerable<KeyValuePair<string, string>> AllLabels => _all.SelectMany(measurement => measurement.Labels);

        public double Sum(string name, params (string Key, string Value)[] labels) => Of(name, labels).Sum(measurement => measurement.Value);

        public int Count(string name, params (string Key, string Value)[] labels) => Of(name, labels).Count();

        public void Dispose() => _listener.Dispose();

        private IEnumerable<(string Name, double Value, KeyValuePair<string, string>[] Labels)> Of(string name, (string Key, string Value)[] labels) =>
            _all.Where(measurement => measurement.Name == name && labels.All(label => measurement.Labels.Contains(KeyValuePair.Create(label.Key, label.Value))));

        private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
        {
            var kept = new List<KeyValuePair<string, string>>();
            foreach (KeyValuePair<string, object?> label in labels)
            {
                kept.Add(KeyValuePair.Create(label.Key, label.Value?.ToString() ?? ""));
            }

            _all.Enqueue((instrument.Name, value, [.. kept]));
        }
    }
}
