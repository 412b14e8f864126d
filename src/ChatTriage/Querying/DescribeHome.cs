using ChatTriage.Cards;
using ChatTriage.Platforms;

namespace ChatTriage.Querying;

public sealed class DescribeHome
{
    public Task<DrawnCard> DrawAsync(Person person, IChatPlatform platform, string? notice, CancellationToken cancellation) => Task.FromResult(new DrawnCard("{}", ""));
}
