using ChatTriage.Storage;
using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;
using ChatTriage.Tests.Ingestion;

namespace ChatTriage.Tests.Storage;

/// <summary>The audit finds each kind of damage; an audit that cannot fail proves nothing.</summary>
public sealed class LedgerAuditTests
{
    [Theory]
    [InlineData("DELETE FROM mention WHERE external_id = 'plain'", "received mentions are not stored any more")]
    [InlineData("DELETE FROM ledger WHERE verb = 'received'", "have no line that says they were received")]
    [InlineData("UPDATE mention SET state = 'Answered', holder = NULL, lease_until = NULL WHERE state = 'Claimed'", "stand elsewhere than their last ledger line says")]
    [InlineData("UPDATE mention SET holder = 'playground:carl' WHERE state = 'Claimed'", "stand elsewhere than their last ledger line says")]
    [InlineData("UPDATE mention SET version = version + 1 WHERE external_id = 'plain'", "stand elsewhere than their last ledger line says")]
    [InlineData("DELETE FROM ledger WHERE verb = 'customer-service'", "mentions have holes in their ledger")]
    [InlineData("UPDATE ledger SET from_state = 'NoResponse' WHERE verb = 'claim'", "do not continue the line before")]
    [InlineData("UPDATE ledger SET fence = 0 WHERE verb = 'claim'", "without a higher fence")]
    [InlineData("DELETE FROM rollup", "counts by brand, quarter of an hour, source, sentiment and state differ")]
    [InlineData("UPDATE rollup SET n = n + 1 WHERE n > 0", "counts by brand, quarter of an hour, source, sentiment and state differ")]
    [InlineData("UPDATE rollup SET bucket = bucket + 900000000", "counts by brand, quarter of an hour, source, sentiment and state differ")]
    [InlineData("UPDATE rollup_hour SET counts = replace(counts, '1', '2')", "hours count otherwise than their quarters")]
    [InlineData("UPDATE rollup_hour SET counts = 'spoilt'", "hours count otherwise than their quarters")]
    [InlineData("DELETE FROM rollup_hour", "hours count otherwise than their quarters")]
    [InlineData("UPDATE rollup_hour SET hour = hour + 3600000000", "hours count otherwise than their quarters")]
    public async Task Damage_Is_Found_And_Named(string damage, string named)
    {
        await using TestApp app = await TestApp.StartAsync();
        var people = new PlaygroundDriver(app.Http);
        (await new IngestDriver(app.Http).SendAsync(IngestDriver.Line("plain", "nobody"))).ShouldCount(unmatched: 1);
        ShownCard desk = await people.RoutedAsync();
        (await people.ClickAsync("playground:ana", desk, "claim")).Ok.ShouldBeTrue();
        await app.DrainOutboxAsync();
        await app.ShouldAddUpAsync();

        (await app.Database.ExecuteAsync(damage)).ShouldBeGreaterThan(0);

        LedgerAudit audit = await LedgerAudit.RunAsync(app.Database, TestContext.Current.CancellationToken);
        audit.AddsUp.ShouldBeFalse();
        audit.Faults.ShouldContain(fault => fault.Contains(named, StringComparison.Ordinal));
    }
}
