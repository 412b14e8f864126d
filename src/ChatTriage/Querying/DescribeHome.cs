using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Querying;

/// <summary>
/// What one person has to do, on a page of their own: what they answer and until when, what waits for their decision, what nobody has taken on
/// their desks, and today's numbers.
/// </summary>
public sealed class DescribeHome(Database database, CardLibrary library, LiveSettings settings, TimeProvider clock)
{
    private const int Shown = 10;
    private const int WordsLength = 160;

    /// <summary>Draws the page.</summary>
    /// <param name="person">Whose page it is.</param>
    /// <param name="platform">Where it is shown; it has a template <c>home</c>.</param>
    /// <param name="notice">One sentence about what the person has just pressed there.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<DrawnCard> DrawAsync(Person person, IChatPlatform platform, string? notice, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow().Stored();
        BrandSnapshot brands = settings.Brands;
        Brand[] own = [.. brands.Brands.Where(brand => brand.Kind == BrandKind.Own)];
        HomeItems items = new(person.Address, now, now - settings.Options.Triage.BackupAfter, Shown);
        (HomeList claims, HomeList decisions, HomeList desks, HomeNumbers numbers) = await database.ReadAsync(
            async connection => (
                await items.ClaimsAsync(connection),
                await items.DecisionsAsync(connection, own),
                await items.OnDesksAsync(connection, own),
                await HomeNumbers.ReadAsync(connection, own, person.TimeZone, now)),
            cancellation);

        string title = string.Join(" · ", $"You are answering {claims.Amount}", $"{decisions.Amount} {(decisions.Count == 1 ? "waits" : "wait")} for your decision", $"{desks.Amount} open on your desks");
        return library.Draw(platform, "home", new JsonObject
        {
            ["text"] = title,
            ["title"] = platform.Escape(title),
            ["notice"] = notice,
            ["claimsTitle"] = $"You are answering{claims.Part}",
            ["claimsEmpty"] = claims.Count == 0 ? "You hold nothing. Press I'll answer below or on a desk's card to take an item." : null,
            ["claims"] = Items(claims, platform, mention =>
                $"yours until {platform.Moment(mention.LeaseUntil!.Value, withDate: false)}, {CardText.Duration(mention.LeaseUntil.Value - now)} left"),
            ["decisionsTitle"] = $"Waiting for your decision{decisions.Part}",
            ["decisionsEmpty"] = decisions.Count == 0 ? "Nothing waits for your decision." : null,
            ["decisions"] = Items(decisions, platform, mention => $"waiting for {CardText.Duration(now - (mention.AwaitingSince ?? mention.ReceivedAt))}"),
            ["desksTitle"] = $"Open on your desks{desks.Part}",
            ["desksEmpty"] = desks.Count == 0 ? "Nobody waits on your desks." : null,
            ["desks"] = Items(desks, platform, mention =>
                $"{mention.Category?.DeskName()} desk, nobody yet · by {platform.Moment((mention.DecidedAt ?? now) + settings.Options.Claiming.AnswerWithin, withDate: false)}"),
            ["numbersTitle"] = $"Today{numbers.Part(Shown)}",
            ["numbersEmpty"] = own.Length == 0 ? "No brand of yours is watched yet." : null,
            ["facts"] = new JsonArray([.. numbers.Busiest(Shown).Select(fact => new JsonObject { ["title"] = platform.Escape(fact.Brand), ["value"] = platform.Escape(fact.Words) })]),
        });
    }

    private static JsonArray Items(HomeList list, IChatPlatform platform, Func<Mention, string> state) => new([.. list.Items.Select(mention => new JsonObject
    {
        ["mention"] = mention.Id,
        ["version"] = mention.Version,
        ["fence"] = mention.Fence,
        ["words"] = MentionQuote.Summary(mention, WordsLength),
        ["source"] = platform.Escape(mention.Source),
        ["posted"] = platform.Moment(mention.ObservedAt, withDate: true),
        ["state"] = $"{platform.Escape(string.Join(" + ", mention.BrandList()))} · {state(mention)}",
        ["url"] = CardText.Link(mention.Url),
        ["primary"] = Verbs.CustomerService,
    })]);
}
