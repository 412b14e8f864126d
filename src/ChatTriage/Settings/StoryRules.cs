namespace ChatTriage.Settings;

/// <summary>What the section <c>Stories</c> must keep.</summary>
internal static class StoryRules
{
    private const int MostFollowers = 10_000;
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>The faults.</summary>
    public static IEnumerable<SettingFault> Faults(StoriesOptions stories)
    {
        if (stories.JoinWaitingFor < Shortest || stories.JoinWaitingFor > Longest)
        {
            yield return new("Stories:JoinWaitingFor", $"'{stories.JoinWaitingFor}' is not between one minute and seven days", "3.00:00:00");
        }

        if (stories.Window < Shortest || stories.Window > Longest)
        {
            yield return new("Stories:Window", $"'{stories.Window}' is not between one minute and seven days", "1.00:00:00");
        }

        if (stories.FollowAtMost is < 0 or > MostFollowers)
        {
            yield return new("Stories:FollowAtMost", "not between 0 and 10,000", "50");
        }
    }
}
