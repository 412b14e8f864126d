using ChatTriage.Mentions;

namespace ChatTriage.Querying.Watches;

/// <summary>A saved question: a row of table <c>watch</c>.</summary>
public sealed record Watch
{
    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>Who saved it: who may stop it, and who <c>by:me</c> is.</summary>
    public required Address Person { get; init; }

    /// <summary>The channel that gets the answers; nothing for the person alone.</summary>
    public Address? Place { get; init; }

    /// <summary>The question as it could be typed.</summary>
    public required string Question { get; init; }

    /// <summary>The brands it is about, one a line.</summary>
    public required string Brands { get; init; }

    /// <summary>The zone whose clock it goes by.</summary>
    public required string Zone { get; init; }

    /// <summary>When it is answered.</summary>
    public WatchSchedule Schedule { get; init; }

    /// <summary>Minute of the day, by the local clock.</summary>
    public int AtMinute { get; init; }

    /// <summary>Day of the week, when it is weekly.</summary>
    public DayOfWeek Weekday { get; init; }

    /// <summary>When it is answered, or looked at, next.</summary>
    public DateTimeOffset NextAt { get; init; }

    /// <summary>The moment of the last answer.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>The newest mention that <see cref="WatchSchedule.Change"/> has looked at.</summary>
    public long LastSeen { get; init; }

    /// <summary>Nothing is sent.</summary>
    public bool Paused { get; init; }

    /// <summary>Why, when the person did not ask for it.</summary>
    public string? PausedWhy { get; init; }

    /// <summary>How often in a row the platform took no answer.</summary>
    public int Refused { get; init; }

    /// <summary>When it was saved.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Rises with each change; a change names the one it saw.</summary>
    public long Version { get; init; }

    /// <summary>Where its answers go.</summary>
    public Address To => Place ?? Person;

    /// <summary>The brands it is about.</summary>
    public IReadOnlyList<string> BrandList() => Brands.Length == 0 ? [] : Brands.Split('\n');

    /// <summary>Its zone, as long as this machine knows it.</summary>
    public TimeZoneInfo TimeZone() => TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out TimeZoneInfo? zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The next regular time after a moment.</summary>
    public DateTimeOffset After(DateTimeOffset moment) => WatchTimes.After(moment, Schedule, AtMinute, Weekday, TimeZone());

    /// <summary>Whether only a clock that was ahead can have set its next time. One that was set back by less than the time between two answers does not look like that.</summary>
    public bool IsFarAhead(DateTimeOffset now) => NextAt > now + WatchTimes.Furthest(Schedule) && (Schedule == WatchSchedule.Change || NextAt > After(After(now)));
}
