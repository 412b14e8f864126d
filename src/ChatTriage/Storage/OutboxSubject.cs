namespace ChatTriage.Storage;

/// <summary>
/// What a row of the outbox or a posted card is about, in its column <c>mention_id</c>: a mention by its own number; a watch and a spike by negative ones, the watch
/// even and the spike odd, so that none ever meets another's rows.
/// </summary>
public static class OutboxSubject
{
    /// <summary>The number of a watch's rows.</summary>
    public static long OfWatch(long id) => -2 * id;

    /// <summary>The number of a spike's rows.</summary>
    public static long OfSpike(long id) => (-2 * id) - 1;

    /// <summary>The watch or the spike whose rows have that number.</summary>
    public static long IdOf(long subject) => -subject / 2;
}
