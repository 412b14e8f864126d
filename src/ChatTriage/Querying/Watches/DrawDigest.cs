using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Cards;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;
using ChatTriage.Querying.Grammar;
using ChatTriage.Settings;
using ChatTriage.Storage;

namespace ChatTriage.Querying.Watches;

/// <summary>Draws a digest when it is sent: whose question, when it was due and how to stop it, around the answer to the question as of that moment.</summary>
public sealed class DrawDigest(Database database, AnswerCommand command, CardLibrary library, LiveSettings settings, PersonNames names, TimeProvider clock)
{
    private const int QuestionLength = 200;
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    /// <summary>The card, with the key of its post; nothing when the watch was removed or paused meanwhile.</summary>
    public async Task<(DrawnCard Card, string Key)?> DrawAsync(OutboxRow row, IChatPlatform platform, CancellationToken cancellation)
    {
        var order = DigestOrder.Read(row.Body!);
        if (await database.ReadAsync(connection => connection.FindWatchAsync(OutboxSubject.IdOf(row.MentionId)), cancellation) is not { } watch || (watch.Paused && !order.Ends))
        {
            return null;
        }

        Question question = WatchedQuestion.Read(watch.Question, settings.Brands);
        if (question is Question.NotUnderstood && !order.Ends)
        {
            // Its brand went away this moment. The next time it is due says so, and is the last.
            return null;
        }

        await names.LearnAsync([watch.Person], cancellation);
        DrawnCard head = Head(watch, order, platform);
        DrawnCard? answer = order.Ends
            ? null
            : await command.DrawAsync(Meant(question, watch), new Person(watch.Person, names.NameOf(watch.Person), watch.TimeZone()), order.Slot, platform, cancellation);
        return (answer is null ? head : Around(head, answer), string.Create(CultureInfo.InvariantCulture, $"digest:{watch.Id}:{order.Slot.ToMicroseconds()}"));
    }

    private DrawnCard Head(Watch watch, DigestOrder order, IChatPlatform platform)
    {
        DateTimeOffset now = clock.GetUtcNow();
        string question = CardText.Cut(CardText.OneLine(watch.Question), QuestionLength);
        string title = order.Ends ? $"Cannot be answered any more: {question}" : order.New is { } fresh ? $"{Number(fresh)} new: {question}" : $"{(watch.Schedule == WatchSchedule.Weekly ? "Weekly" : "Daily")}: {question}";
        string who = watch.Place is null ? "You watch this" : $"Watched by {names.NameOf(watch.Person)}";
        return library.Draw(platform, "digest", new JsonObject
        {
            ["text"] = title,
            ["title"] = platform.Escape(title),
            ["window"] = platform.Escape($"{who}, {WatchWords.When(watch)}{(Over(watch, order) is { } over ? $". {over}" : "")}"),
            ["footer"] = order.Ends ? platform.Escape($"{watch.PausedWhy ?? "It is not understood"}. It is paused; resume it when that has changed, or remove it.")
                : now - order.Slot > Late ? platform.Escape($"Late: this was due {WatchWords.Moment(watch, order.Slot, now)} and shows that moment.") : null,
            ["watch"] = watch.Id,
            ["paused"] = watch.Paused,
            ["ask"] = new AskedAgain(watch.Question, order.Slot).ToString(),
        });
    }

    /// <summary>As a digest of its time; in a channel on the clock of whoever saved it.</summary>
    private static Question Meant(Question question, Watch watch)
    {
        Question digest = WatchedQuestion.AsDigest(question, watch.Schedule);
        return watch.Place is null ? digest : QuestionZone.Kept(digest, watch.TimeZone());
    }

    /// <summary>What the digest's day or week is, when it is not the one that the question says.</summary>
    private string? Over(Watch watch, DigestOrder order)
    {
        Question question = WatchedQuestion.Read(watch.Question, settings.Brands);
        return order.Ends || WatchedQuestion.AsDigest(question, watch.Schedule) == question ? null
            : watch.Schedule == WatchSchedule.Daily ? "In the morning, today means the whole day before" : "This means the whole week before";
    }

    /// <summary>The answer between the digest's first lines and its buttons.</summary>
    internal static DrawnCard Around(DrawnCard head, DrawnCard answer)
    {
        JsonObject card = JsonNode.Parse(head.Json)!.AsObject(), inner = JsonNode.Parse(answer.Json)!.AsObject();
        if (card["blocks"] is JsonArray blocks)
        {
            // Its own buttons stay the last.
            int at = Math.Max(0, blocks.Count - 1);
            foreach (JsonNode? block in inner["blocks"]!.AsArray())
            {
                blocks.Insert(at++, block?.DeepClone());
            }

            return answer with { Json = card.ToJsonString(Compact), Text = $"{head.Text}. {answer.Text}" };
        }

        JsonArray body = card["body"]!.AsArray();
        foreach (JsonNode? element in inner["body"]!.AsArray())
        {
            body.Add(element?.DeepClone());
        }

        // Six in a row are the most that a client draws; those that stop the digest are the ones that must stay when space is short.
        if (inner["actions"] is JsonArray { Count: > 0 } actions)
        {
            body.Add(new JsonObject { ["type"] = "ActionSet", ["actions"] = actions.DeepClone() });
        }

        foreach ((string name, JsonNode? value) in inner.Where(property => !card.ContainsKey(property.Key)))
        {
            card[name] = value?.DeepClone();
        }

        string text = $"{head.Text}. {answer.Text}";
        card["fallbackText"] = text;
        return answer with { Json = card.ToJsonString(Compact), Text = text };
    }

    private static string Number(long count) => count > NewMentions.CountedUpTo ? $"More than {NewMentions.CountedUpTo}" : count.ToString("N0", CultureInfo.InvariantCulture);
}
