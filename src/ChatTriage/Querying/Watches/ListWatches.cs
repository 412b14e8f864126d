using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Watches;

/// <summary>Answers <c>watches</c>: what one person has saved, when each is answered, and buttons to stop it.</summary>
public sealed class ListWatches(Database database, CardLibrary library, TimeProvider clock)
{
    private const int QuestionLength = 200;

    /// <summary>More would not fit on a card of every platform; whoever has more pauses or removes some first.</summary>
    private const int Shown = 20;

    /// <summary>Draws the list.</summary>
    public async Task<DrawnCard> DrawAsync(Person person, IChatPlatform platform, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        IReadOnlyList<Watch> watches = await database.ReadAsync(connection => connection.WatchesOfAsync(person.Address), cancellation);
        var entries = new JsonArray();
        foreach (Watch watch in watches.Take(Shown))
        {
            entries.Add(new JsonObject
            {
                ["watch"] = watch.Id,
                ["question"] = CardText.Cut(CardText.OneLine(watch.Question), QuestionLength),
                ["when"] = $"{WatchWords.When(watch)} · {await PlaceAsync(watch, platform, cancellation)}",
                ["standing"] = CardText.OneLine(Standing(watch, now)),
                ["paused"] = watch.Paused,
                ["ask"] = new AskedAgain(QuestionPrinter.Print(new Question.Watches()), now).ToString(),
            });
        }

        string title = watches.Count switch { 0 => "You watch nothing", 1 => "You watch one question", var many => $"You watch {many} questions" };
        return library.Draw(platform, "watches", new JsonObject
        {
            ["text"] = title,
            ["title"] = platform.Escape(title),
            ["empty"] = watches.Count == 0 ? "Ask something, such as a brand's day, and press Watch this under the answer." : null,
            ["watches"] = entries,
            ["footer"] = watches.Count > Shown ? platform.Escape($"Oldest {Shown} of {watches.Count}") : null,
        });
    }

    private static string Standing(Watch watch, DateTimeOffset now) => watch switch
    {
        { Paused: true, PausedWhy: { } why } => $"paused: {why}",
        { Paused: true } => "paused",
        { Schedule: WatchSchedule.Change, LastAt: { } last } => $"last sent {WatchWords.Moment(watch, last, now)}",
        { Schedule: WatchSchedule.Change } => "nothing new yet",
        _ => $"next {WatchWords.Moment(watch, watch.NextAt, now)}",
    };

    private static async Task<string> PlaceAsync(Watch watch, IChatPlatform platform, CancellationToken cancellation) => watch.Place is not { } place ? "to you alone"
        : place.Platform == platform.Name && await platform.NameOfAsync(place, cancellation) is { } name ? $"into {CardText.OneLine(name)}"
        : $"into {place}";
}
