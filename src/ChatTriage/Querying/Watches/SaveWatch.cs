using ChatTriage.Cards;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Grammar;
using ChatTriage.Querying.Windows;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Querying.Watches;

/// <summary>*Watch this*: keeps a question and answers it by the clock, for one person or in the channel where it was asked.</summary>
public sealed class SaveWatch(Database database, LiveSettings settings, TimeProvider clock)
{
    /// <summary>More would be noise to the person and work to everybody.</summary>
    public const int MostOfOnePerson = 50;

    private const string Insert =
        """
        INSERT INTO watch (person, place, question, brands, zone, schedule, at_minute, weekday, next_at, last_seen, created_at, version)
        SELECT @Address, @place, @text, @brands, @zone, @schedule, @minute, @weekday, @next, (SELECT coalesce(max(id), 0) FROM mention), @now, 1
        WHERE (SELECT count(*) FROM watch WHERE person = @Address) < @MostOfOnePerson
        ON CONFLICT DO NOTHING
        """;

    private const string Same = "SELECT * FROM watch WHERE person = @Address AND coalesce(place, '') = coalesce(@place, '') AND schedule = @schedule AND question = @text";

    /// <summary>Saves what was pressed; a second press finds the first one's watch.</summary>
    public async Task<InteractionReply> RunAsync(QuestionPressed pressed, CancellationToken cancellation)
    {
        Question question = WatchedQuestion.Read(pressed.Asked.Question, settings.Brands);
        if (!WatchedQuestion.CanBeWatched(question))
        {
            return No("Only a question about brands, or about what is open, can be watched.");
        }

        if (!Enum.TryParse(pressed.Values.GetValueOrDefault(Inputs.Schedule), ignoreCase: true, out WatchSchedule schedule) || !Enum.IsDefined(schedule))
        {
            return No("Choose when it is answered.", Inputs.Schedule);
        }

        if (schedule == WatchSchedule.Change && question.Meant is null)
        {
            return No("What is open changes all the time; choose a daily or a weekly answer.", Inputs.Schedule);
        }

        if (schedule == WatchSchedule.Change && question.Meant is { } meant && NeverNew(meant.Filter) is { } filter)
        {
            return No($"No mention meets {filter} when it comes in, because that is decided later; choose a daily or a weekly answer.", Inputs.Schedule);
        }

        if (schedule == WatchSchedule.Change && TimeWindow.Of(question.Meant!.Period, clock.GetUtcNow(), ZoneOf(question, pressed.Person)).To <= clock.GetUtcNow())
        {
            return No("That time is over, so that nothing new comes; choose a daily or a weekly answer, or ask about a time that goes on.", Inputs.Schedule);
        }

        bool here = pressed.Values.GetValueOrDefault(Inputs.Deliver) == "here";
        if (here && question.Meant is { Filter.ByMe: true })
        {
            return No("What you yourself did is nothing for everybody; choose a direct message.", Inputs.Deliver);
        }

        return here && pressed.Place is null
            ? No("There is no channel here to answer into; choose a direct message.", Inputs.Deliver)
            : await SaveAsync(pressed.Person, question, schedule, here ? pressed.Place : null, cancellation);
    }

    private async Task<InteractionReply> SaveAsync(Person person, Question question, WatchSchedule schedule, Address? place, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow().Stored();
        IReadOnlyList<string> brands = WatchedQuestion.BrandsOf(question);
        TimeZoneInfo zone = ZoneOf(question, person);
        var row = new
        {
            person.Address,
            place,
            text = QuestionPrinter.Print(question, BrandNames.Of(settings.Brands)),
            brands = string.Join('\n', brands),
            zone = zone.Id,
            schedule = schedule.ToString(),
            minute = WatchTimes.Morning,
            weekday = (int)DayOfWeek.Monday,

            // What comes after this moment is new: the first look is the next one.
            next = schedule == WatchSchedule.Change ? now : WatchTimes.After(now, schedule, WatchTimes.Morning, DayOfWeek.Monday, zone),
            now,
            MostOfOnePerson,
        };
        (bool isNew, Watch? watch) = await database.WriteAsync(
            async session => (await session.Connection.ExecuteAsync(Insert, row) == 1, await session.Connection.QuerySingleOrDefaultAsync<Watch?>(Same, row)), cancellation);
        return watch is null
            ? No($"You watch {MostOfOnePerson} questions already. Remove one first: /mentions watches")
            : new InteractionReply(Changed: isNew, $"{(isNew ? "Saved" : watch.Paused ? "You saved that before, and it is paused" : "You watch that already")}: {Words(watch)}. Pause or remove it with /mentions watches");
    }

    private TimeZoneInfo ZoneOf(Question question, Person person) => question.Meant is { } asked
        ? asked.Zone is { } named && TimeZoneInfo.TryFindSystemTimeZoneById(named, out TimeZoneInfo? said) ? said : person.TimeZone ?? settings.Brands.Find(asked.Brand)!.TimeZone
        : person.TimeZone ?? settings.Brands.Common.TimeZone;

    /// <summary>
    /// The filter that no mention meets when it comes in: what people do to it comes later, and is not looked for. One that joins a story is merged from the
    /// beginning, and one about competitors muted.
    /// </summary>
    private static string? NeverNew(QuestionFilter filter) =>
        filter.ByMe ? FilterPrinter.Print(QuestionFilter.None with { ByMe = true }).Single()
        : filter.Categories.Count > 0 ? FilterPrinter.Print(QuestionFilter.None with { Categories = filter.Categories }).Single()
        : filter.Statuses.Count > 0 && !filter.Statuses.Any(status => status is StatusAsked.Open or StatusAsked.Waiting or StatusAsked.Merged or StatusAsked.Muted)
            ? FilterPrinter.Print(QuestionFilter.None with { Statuses = filter.Statuses }).Single()
        : null;

    private static string Words(Watch watch) => $"{CardText.Cut(watch.Question, 120)}, {WatchWords.When(watch)}, {(watch.Place is null ? "to you alone" : "into this channel")}";

    private static InteractionReply No(string why, string? input = null) => new(Changed: false, why, Input: input);
}
