namespace ChatTriage.Benchmarks;

/// <summary>A clock that runs like the machine's and began at another time, so that what is stored lies as far back as it should on whatever day this is run.</summary>
internal sealed class ShiftedClock(DateTimeOffset began) : TimeProvider
{
    private readonly TimeSpan _shift = began - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}
