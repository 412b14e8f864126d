using ChatTriage.Platforms;
using ChatTriage.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ChatTriage.Tests.Reliability;

/// <summary>A budget with two limits lets a call through when both do, in Redis as in the process.</summary>
public sealed class LongerLimitTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_Longer_Limit_Holds_What_The_Shorter_Would_Let_Through(bool withRedis)
    {
        await using RedisServer? redis = withRedis ? await RedisServer.StartAsync() : null;
        await using TestApp app = await TestApp.StartAsync(new TestAppOptions { Redis = redis?.ConnectionString });
        RateGate gate = app.Services.GetRequiredService<RateGate>();
        SendBudget budget = new("test:short", PerSecond: 1000, Burst: 1000) { Longer = new SendBudget("test:long", PerSecond: 0.01, Burst: 5) };

        for (int call = 0; call < 5; call++)
        {
            (await gate.EnterAsync(budget)).ShouldBe(TimeSpan.Zero, $"call {call}");
        }

        (await gate.EnterAsync(budget)).ShouldBeGreaterThan(TimeSpan.FromSeconds(60));
    }
}
