using System.Globalization;
using System.Text.Json.Nodes;
using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Routing;
using ChatTriage.Settings;
using ChatTriage.Storage;
using ChatTriage.Triage.Learning;

namespace ChatTriage.Cards;

/// <summary>
/// Draws a mention for a channel: which card it is follows from the state and from what the channel is for. Only the content is made here;
/// order and looks are in the templates.
/// </summary>
public sealed class MentionCards(CardLibrary library, Database database, LiveSettings settings, PersonNames names, TimeProvider clock)
{
    private const int QuoteLength = 400;
    private const int SummaryLength = 120;

    /// <summary>Draws the card as it must look now.</summary>
    public async Task<DrawnCard> DrawAsync(Mention mention, CardRole role, IChatPlatform platform, CancellationToken cancellation = default)
    {
        Brand brand = settings.Brands.Of(mention);
        (MentionFacts facts, SuggestionRecord record) = await database.LookUpAsync(
            statements => (MentionFacts.Read(statements, mention, clock.GetUtcNow()), SuggestionRecord.Read(statements, mention)), cancellation);
        await LearnNamesAsync(mention, brand, facts, cancellation);
        var drawing = new Drawing(mention, brand, role, facts, record, platform, clock.GetUtcNow());
        return library.Draw(platform, CardName(mention, role), Data(drawing));
    }

    /// <summary>Draws a private word about a mention, with the holder's buttons while the person holds it.</summary>
    public async Task<DrawnCard> DrawNoticeAsync(Mention mention, Notice notice, IChatPlatform platform, CancellationToken cancellation = default)
    {
        Brand brand = settings.Brands.Of(mention);
        IReadOnlyList<Address> people = Colleagues(mention, brand);
        await names.LearnAsync(people.Cast<Address?>(), cancellation);
        return library.Draw(platform, "notice", new JsonObject
        {
            ["text"] = notice.Text,
            ["mention"] = mention.Id,
            ["version"] = mention.Version,
            ["role"] = null,
            ["fence"] = mention.Fence,
            ["message"] = notice.Text,
            ["summary"] = Summary(mention),
            ["buttons"] = notice.Name == Notice.StillOnIt && mention.Holder == notice.Person,
            ["people"] = PeopleChoices(people),
            ["url"] = CardText.Link(mention.Url),
        });
    }

    /// <summary>Draws the refusal that offers to leave a suggestion.</summary>
    public DrawnCard DrawSuggestion(ClickOutcome outcome, Category category, IChatPlatform platform) => library.Draw(platform, "suggest", new JsonObject
    {
        ["text"] = outcome.Text,
        ["mention"] = outcome.Mention!.Id,
        ["version"] = outcome.Mention.Version,
        ["role"] = null,
        ["message"] = $"{outcome.Text} Yours would be: {category.ButtonTitle()}.",
        ["category"] = Verbs.Of(category),
    });

    /// <summary>Draws the form that a button opens, where a platform keeps fields apart from the card.</summary>
    public async Task<DrawnCard> DrawFormAsync(Mention mention, ButtonClicked click, IChatPlatform platform, CancellationToken cancellation = default)
    {
        Brand brand = settings.Brands.Of(mention);
        IReadOnlyList<Address> people = Colleagues(mention, brand);
        await names.LearnAsync(people.Cast<Address?>(), cancellation);
        return library.Draw(platform, $"form-{click.Verb}", new JsonObject
        {
            ["text"] = Summary(mention),
            ["mention"] = mention.Id,
            ["version"] = mention.Version,
            ["role"] = click.Role?.ToString(),
            ["fence"] = click.Fence,
            ["summary"] = Summary(mention),
            ["category"] = click.Value(Inputs.Category),
            ["reason"] = mention.SuggestedReason ?? ResponseReasons.Default,
            ["reasonTitle"] = ResponseReasons.TitleOf(mention.SuggestedReason ?? ResponseReasons.Default),
            ["visibility"] = mention.Category == Category.PublicRelations ? "public" : "private",
            ["reroutes"] = Reroutes(mention),
            ["otherBrands"] = OtherBrands(mention),
            ["people"] = PeopleChoices(people),
        });
    }

    private static string CardName(Mention mention, CardRole role) => (mention.State, role) switch
    {
        (MentionState.AwaitingTriage, CardRole.Triage) => "triage",
        (_, CardRole.Triage) => "decided",
        (MentionState.Routed, _) when CardPlaces.RoleOf(mention.Category) == role => "routed",
        (MentionState.Claimed, _) when CardPlaces.RoleOf(mention.Category) == role => "claimed",
        (MentionState.Answered, _) when CardPlaces.RoleOf(mention.Category) == role => "answered",
        _ => "moved",
    };

    private JsonObject Data(Drawing drawing)
    {
        Mention mention = drawing.Mention;
        CardWords words = drawing.Words(names, settings.Options.Claiming.AnswerWithin);
        CardWords plain = drawing.PlainWords(names, settings.Options.Claiming.AnswerWithin);
        return new JsonObject
        {
            ["text"] = $"{plain.State(CardName(mention, drawing.Role))}. {Summary(mention)}",
            ["mention"] = mention.Id,
            ["version"] = mention.Version,
            ["role"] = drawing.Role.ToString(),
            ["state"] = words.State(CardName(mention, drawing.Role)),
            ["source"] = drawing.Platform.Escape(mention.Source),
            ["posted"] = drawing.Platform.Moment(mention.ObservedAt, withDate: true),
            ["words"] = MentionQuote.Segments(mention, drawing.Brand, settings.Brands, QuoteLength),
            ["author"] = Author(mention),
            ["authorNote"] = AuthorNote(drawing.Facts),
            ["talking"] = drawing.Facts.TalkingNow is { } talking ? $"{names.NameOf(talking)} is already talking to this person." : null,
            ["similar"] = drawing.Facts.Story?.Line(),
            ["canApply"] = drawing.Facts.Story is { CanApply: true },
            ["signals"] = SignalWords.Of(mention),
            ["urgency"] = Urgency.Line(mention),
            ["suggestion"] = SuggestionWords.Of(mention, drawing.Record),
            ["notes"] = new JsonArray([.. (mention.Notes ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(5).Select(line => new JsonObject { ["line"] = CardText.Inert(line) })]),
            ["url"] = CardText.Link(mention.Url),
            ["primary"] = Suggestion.PrimaryOf(mention) is { } suggested ? Verbs.Of(suggested) : "",
            ["reason"] = mention.SuggestedReason ?? ResponseReasons.Default,
            ["otherBrands"] = OtherBrands(mention),
            ["decision"] = words.Decision(),
            ["summary"] = Summary(mention),
            ["answer"] = mention.Answer is null ? null : CardText.Inert(CardText.Cut(mention.Answer, QuoteLength)),
            ["answerUrl"] = CardText.Link(mention.Answer),
            ["visibility"] = mention.Category == Category.PublicRelations ? "public" : "private",
            ["canUndo"] = mention.State is MentionState.Routed or MentionState.Claimed or MentionState.NoResponse
                && mention.DecidedAt + settings.Options.Triage.UndoFor > drawing.Now,
            ["canReopen"] = mention.State is MentionState.Answered or MentionState.NoResponse,
            ["reroutes"] = Reroutes(mention),
            ["rerouteFirst"] = Reroutes(mention) is [JsonObject first, ..] ? (string?)first["verb"] : "",
            ["watchers"] = new JsonArray([.. Watchers(drawing).Select(person => (JsonNode)person.ToString())]),
            ["people"] = mention.State == MentionState.Claimed ? PeopleChoices(Colleagues(mention, drawing.Brand)) : new JsonArray(),
        };
    }

    /// <summary>For whom the card is asked for again when it comes into sight: who decides, and who answers.</summary>
    private static IEnumerable<Address> Watchers(Drawing drawing)
    {
        IEnumerable<Address> watchers = CardName(drawing.Mention, drawing.Role) switch
        {
            "triage" => drawing.Brand.Owners.Union(drawing.Brand.Backups),
            "claimed" when drawing.Mention.Holder is { } holder => [holder],
            _ => [],
        };
        return watchers.Where(person => person.Platform == drawing.Platform.Name);
    }

    private static string Summary(Mention mention) => MentionQuote.Summary(mention, SummaryLength);

    private static string? Author(Mention mention)
    {
        string[] parts =
        [
            CardText.OneLine(mention.AuthorName ?? ""),
            mention.AuthorHandle is { } handle ? $"@{CardText.OneLine(handle)}" : "",
            mention.AuthorFollowers is { } followers ? $"{followers.ToString("N0", CultureInfo.InvariantCulture)} followers" : "",
        ];
        string author = string.Join(" · ", parts.Where(part => part.Length > 0));
        return author.Length == 0 ? null : CardText.Cut(author, 200);
    }

    private string? AuthorNote(MentionFacts facts) => facts switch
    {
        { SeenBefore: 0 } => null,
        { LastAnsweredBy: { } answered } => $"Seen {Times(facts.SeenBefore)} before · {names.NameOf(answered)} answered last",
        _ => $"Seen {Times(facts.SeenBefore)} before",
    };

    private static string Times(long count) => count switch { 1 => "once", >= 100 => "100 times or more", _ => $"{count} times" };

    private JsonArray OtherBrands(Mention mention) =>
        new([.. settings.Brands.Brands.Where(brand => brand.Kind == BrandKind.Own && brand.Name != mention.Brand).Select(brand => new JsonObject { ["name"] = brand.Name })]);

    private static JsonArray Reroutes(Mention mention) => mention.State is MentionState.Routed or MentionState.Claimed
        ? new JsonArray([.. Enum.GetValues<Category>().Reverse().Where(category => category != mention.Category)
            .Select(category => new JsonObject { ["title"] = category.ButtonTitle(), ["verb"] = Verbs.Of(category) })])
        : [];

    /// <summary>Who can take an item over: the desk's responders, or whoever has been seen on its platform.</summary>
    private IReadOnlyList<Address> Colleagues(Mention mention, Brand brand)
    {
        IReadOnlyList<Address> responders = brand.DeskOf(mention.Category)?.Responders ?? [];
        IEnumerable<Address> people = responders.Count > 0 ? responders : names.KnownOn(mention.Holder?.Platform ?? "");
        return [.. people.Where(person => person != mention.Holder).Take(20)];
    }

    private JsonArray PeopleChoices(IReadOnlyList<Address> people) =>
        new([.. people.Select(person => new JsonObject { ["name"] = names.NameOf(person), ["address"] = person.ToString() })]);

    private Task LearnNamesAsync(Mention mention, Brand brand, MentionFacts facts, CancellationToken cancellation) => names.LearnAsync(
        [mention.Holder, mention.DecidedBy, mention.AnsweredBy, facts.LastAnsweredBy, facts.TalkingNow, .. brand.Owners.Cast<Address?>(), .. brand.Backups.Cast<Address?>(),
         .. (brand.DeskOf(mention.Category)?.Responders ?? []).Cast<Address?>()],
        cancellation);

    private sealed record Drawing(Mention Mention, Brand Brand, CardRole Role, MentionFacts Facts, SuggestionRecord Record, IChatPlatform Platform, DateTimeOffset Now)
    {
        /// <summary>For fields that the platform reads as markup, with times in each reader's zone.</summary>
        public CardWords Words(PersonNames names, TimeSpan answerWithin) =>
            new(Mention, Brand, Now, answerWithin, names, Platform.Escape, time => Platform.Moment(time, withDate: (time - Now).Duration() > TimeSpan.FromHours(20)));

        /// <summary>For plain text, with times in the brand's zone.</summary>
        public CardWords PlainWords(PersonNames names, TimeSpan answerWithin) =>
            new(Mention, Brand, Now, answerWithin, names, text => text, time => CardText.Clock(time, zone: null, Brand.TimeZone));
    }
}
