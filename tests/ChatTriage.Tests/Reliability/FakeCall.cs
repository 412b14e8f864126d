using ChatTriage.Mentions;

namespace ChatTriage.Tests.Reliability;

/// <summary>One call to the platform.</summary>
/// <param name="Kind"><c>post</c>, <c>update</c>, <c>tell</c> or <c>find</c>.</param>
/// <param name="Address">Where.</param>
/// <param name="Key">Of the message.</param>
public sealed record FakeCall(string Kind, Address Address, string Key)
{
    /// <summary>The mention whose card it is.</summary>
    public long Mention => long.TryParse(Key.Split(':')[0], out long id) ? id : 0;
}
