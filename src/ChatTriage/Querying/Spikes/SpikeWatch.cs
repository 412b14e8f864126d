using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Querying.Watches;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying.Spikes;

/// <summary>
/// Looks once a minute whether far more is said about a brand, or against it, than is normal (<see cref="SpikeBaseline"/>). A spike begins once however many replicas
/// look; whoever watches the brand is told in the transaction in which it begins. It is over when it has been calm for half an hour, and one that comes back
/// within a day is the same, not announced again. An own brand's spike has a live board in its triage channels; a competitor's only tells who watches it.
/// </summary>
public sealed partial class SpikeWatch(Database database, LiveSettings settings, TimeProvider clock, ILogger<SpikeWatch> logger) : BackgroundService
{
    private const string Open = "SELECT * FROM spike WHERE brand = @brand AND ended_at IS NULL ORDER BY id LIMIT 1";
    private const string JustOver = "SELECT * FROM spike WHERE brand = @brand AND ended_at > @since ORDER BY id DESC LIMIT 1";
    private const string Insert =
        """
        INSERT INTO spike (brand, kind, began_at, normal, high, peak, peak_at, announced, version)
        VALUES (@Brand, @Kind, @BeganAt, @Normal, @High, @Peak, @PeakAt, @Announced, 1) ON CONFLICT DO NOTHING RETURNING id
        """;

    private const string Update =
        """
        UPDATE spike SET kind = @Kind, ended_at = @EndedAt, quiet_since = @QuietSince, normal = @Normal, high = @High, peak = @Peak, peak_at = @PeakAt, version = version + 1
        WHERE id = @Id AND version = @Version
        """;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, (long Bucket, HourSeries Past)> _past = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <summary>One look at every brand.</summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            SpikesOptions options = settings.Options.Spikes;
            BrandSnapshot brands = settings.Brands;
            HashSet<string> open = [.. await database.ReadAsync(connection => connection.QueryAsync<string>("SELECT brand FROM spike WHERE ended_at IS NULL"), cancellation)];
            foreach (Brand brand in options.Enabled ? brands.Brands : [])
            {
                await LookAsync(brand, open.Contains(brand.Name), options, cancellation);
            }

            foreach (string gone in open.Where(name => !options.Enabled || brands.Find(name)?.Name != name))
            {
                await EndAsync(gone, brands.Find(gone), cancellation);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Periodically.RunAsync(Every, clock, RunAsync, logger, stoppingToken);

    private async Task LookAsync(Brand brand, bool isOpen, SpikesOptions options, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow().Stored();
        long bucket = RollUp.BucketOf(now);
        HourCount count = await database.LookUpAsync(statements => SpikeCounts.Now(statements, brand.Name, bucket), cancellation);
        if (!isOpen && count.Total < options.Minimum && count.Negative < options.Minimum / 2)
        {
            // Nothing that could be a spike, whatever is normal.
            return;
        }

        if (!_past.TryGetValue(brand.Name, out (long Bucket, HourSeries Past) known) || known.Bucket != bucket)
        {
            known = (bucket, await database.LookUpAsync(statements => SpikeCounts.Past(statements, brand.Name, bucket), cancellation));
            _past[brand.Name] = known;
        }

        var baseline = SpikeBaseline.Of(known.Past, bucket, count, options.Minimum, options.Factor);
        if (isOpen || baseline.IsLoud || baseline.IsAngry)
        {
            await database.WriteAsync(session => StepAsync(session, brand, baseline, now), cancellation);
        }
    }

    private async Task<bool> StepAsync(DbSession session, Brand brand, SpikeBaseline baseline, DateTimeOffset now)
    {
        Spike? spike = await session.Connection.QuerySingleOrDefaultAsync<Spike?>(Open, new { brand = brand.Name });
        if (spike is null && !baseline.IsLoud && !baseline.IsAngry)
        {
            return false;
        }

        spike ??= await session.Connection.QuerySingleOrDefaultAsync<Spike?>(JustOver, new { brand = brand.Name, since = now - Spike.SameWithin });
        if (spike is null)
        {
            return await BeginAsync(session, brand, baseline, now);
        }

        Spike after = spike.Next(baseline, now);
        if (after != spike && await session.Connection.ExecuteAsync(Update, Row(after)) == 0)
        {
            return false;
        }

        await ShowAsync(session, spike.Id, brand, now);
        return true;
    }

    private async Task<bool> BeginAsync(DbSession session, Brand brand, SpikeBaseline baseline, DateTimeOffset now)
    {
        Address[] told = await WatchersAsync(session, brand.Name);
        Spike spike = Spike.Begin(brand.Name, baseline, now) with { Announced = told.Length };
        if (await session.Connection.ExecuteScalarAsync<long?>(Insert, Row(spike)) is not { } id)
        {
            return false;
        }

        foreach (Address person in told)
        {
            Outbox.EnqueueAlert(session, id, person, now);
        }

        await ShowAsync(session, id, brand, now);
        LogBegan(id, spike.Kind, spike.Peak, spike.Normal, baseline.Basis);
        return true;
    }

    /// <summary>Everybody with a watch about the brand that is not paused, once each.</summary>
    private static async Task<Address[]> WatchersAsync(DbSession session, string brand)
    {
        IEnumerable<Watch> watches = await session.Connection.QueryAsync<Watch>("SELECT * FROM watch WHERE paused = 0");
        return [.. watches.Where(watch => watch.BrandList().Contains(brand, StringComparer.OrdinalIgnoreCase)).Select(watch => watch.Person).Distinct()];
    }

    /// <summary>Its board is drawn again where it stands, and where it must; a competitor has none.</summary>
    private static async Task ShowAsync(DbSession session, long id, Brand? brand, DateTimeOffset now)
    {
        IEnumerable<string> posted = await session.Connection.QueryAsync<string>("SELECT address FROM posted_card WHERE mention_id = @subject", new { subject = OutboxSubject.OfSpike(id) });
        IEnumerable<Address> places = brand is { Kind: BrandKind.Own } ? brand.TriageChannels : [];
        foreach (Address channel in places.Union(posted.Select(Address.Parse)))
        {
            Outbox.EnqueueBoard(session, id, channel, now);
        }
    }

    /// <summary>Nobody looks at it any more: the brand is gone from the settings, or spikes are switched off.</summary>
    private Task<bool> EndAsync(string name, Brand? brand, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow().Stored();
        return database.WriteAsync(
            async session =>
            {
                if (await session.Connection.QuerySingleOrDefaultAsync<Spike?>(Open, new { brand = name }) is not { } spike
                    || await session.Connection.ExecuteAsync(Update, Row(spike with { EndedAt = now })) == 0)
                {
                    return false;
                }

                await ShowAsync(session, spike.Id, brand, now);
                return true;
            },
            cancellation);
    }

    private static object Row(Spike spike) => new
    {
        spike.Id,
        spike.Brand,
        Kind = spike.Kind.ToString(),
        spike.BeganAt,
        spike.EndedAt,
        spike.QuietSince,
        spike.Normal,
        spike.High,
        spike.Peak,
        spike.PeakAt,
        spike.Announced,
        spike.Version,
    };

    [LoggerMessage(5301, LogLevel.Information, "Spike {Id} began: {Kind}, {Count} an hour where {Normal} is normal, learnt from {Basis}")]
    private partial void LogBegan(long id, SpikeKind kind, long count, double normal, SpikeBasis basis);
}
