using System.Globalization;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Enrichment.Azure;

/// <summary>
/// The text records of a day (UTC), counted in the store, so that all processes and restarts share one limit. They are taken before a question is asked, by an
/// update that only succeeds below the limit, and given back when the service says that it did nothing.
/// </summary>
public sealed partial class AzureUsage(Database database, LiveSettings settings, TimeProvider clock, ILogger<AzureUsage> logger)
{
    private const string Begin = "INSERT INTO azure_usage (day, records) VALUES (@p0, 0) ON CONFLICT (day) DO NOTHING";
    private const string Take = "UPDATE azure_usage SET records = records + @p1 WHERE day = @p0 AND records + @p1 <= @p2";
    private const string MarkReached = "UPDATE azure_usage SET reached = @p1 WHERE day = @p0 AND coalesce(reached, 0) < @p1";
    private const string Return = "UPDATE azure_usage SET records = max(records - @p1, 0) WHERE day = @p0";
    private const string Look = "SELECT records, coalesce(reached, 0) FROM azure_usage WHERE day = @p0";
    private volatile Reached _reached = new("", 0);

    /// <summary>Most records of a day, as the settings say now.</summary>
    public int Limit => settings.Options.Analysis.Azure.DailyRecords;

    /// <summary>Whether today's are known to be used up: nobody needs to wait for the service then.</summary>
    public bool IsUsedUp => _reached is var reached && reached.Day == Day && reached.Limit >= Limit;

    /// <summary>Takes records for one question after the other, until they are used up; for how many it was enough.</summary>
    public async Task<int> TakeAsync(IReadOnlyList<int> records, CancellationToken cancellation)
    {
        (string day, int limit) = (Day, Limit);
        (int taken, bool isFirst) = await database.WriteAsync(
            session =>
            {
                session.Execute(Begin, day);
                int enough = 0;
                while (enough < records.Count && session.Execute(Take, day, records[enough], limit) == 1)
                {
                    enough++;
                }

                return Task.FromResult((enough, enough < records.Count && session.Execute(MarkReached, day, limit) == 1));
            },
            cancellation);
        if (taken < records.Count)
        {
            _reached = new(day, limit);
        }

        if (isFirst)
        {
            LogReached(limit, day);
        }

        return taken;
    }

    /// <summary>The service refused; nothing was paid.</summary>
    /// <param name="day">The <see cref="Day"/> from which they were taken: the answer can come after midnight.</param>
    /// <param name="records">How many.</param>
    public Task GiveBackAsync(string day, int records) => database.WriteAsync(session => Task.FromResult(session.Execute(Return, day, records)));

    /// <summary>Records taken today, by all processes; and learns whether they are used up.</summary>
    public async Task<long> TodayAsync(CancellationToken cancellation)
    {
        string day = Day;
        (long records, long reached) = await database.LookUpAsync(statements => statements.Query<(long, long)>(Look, day) is [var row] ? row : default, cancellation);
        _reached = new(day, reached);
        return records;
    }

    /// <summary>Today, as it stands in the store.</summary>
    public string Day => clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Reached(string Day, long Limit);

    [LoggerMessage(2304, LogLevel.Warning, "The {Limit} text records of {Day} are used up; the built-in model alone reads until midnight UTC (Analysis:Azure:DailyRecords)")]
    private partial void LogReached(int limit, string day);
}
