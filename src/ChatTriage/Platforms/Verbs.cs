using ChatTriage.Mentions;

namespace ChatTriage.Platforms;

/// <summary>What a button does: the <c>verb</c> of a card's action, and the verb of the ledger line it leaves.</summary>
public static class Verbs
{
    /// <summary>*Customer service*.</summary>
    public const string CustomerService = "customer-service";

    /// <summary>*Public reply*.</summary>
    public const string PublicReply = "public-reply";

    /// <summary>*No response*, with input <see cref="Inputs.Reason"/>.</summary>
    public const string NoResponse = "no-response";

    /// <summary>*Undo* of the last decision.</summary>
    public const string Undo = "undo";

    /// <summary>*Re-route*, with input <see cref="Inputs.Category"/>.</summary>
    public const string Reroute = "re-route";

    /// <summary>*Suggest this*, with input <see cref="Inputs.Category"/>.</summary>
    public const string Suggest = "suggest";

    /// <summary>A note for the others, with input <see cref="Inputs.Note"/>.</summary>
    public const string Note = "note";

    /// <summary>Put aside for a time, with input <see cref="Inputs.Hours"/>.</summary>
    public const string Snooze = "snooze";

    /// <summary>Give it to another own brand, with input <see cref="Inputs.Brand"/>.</summary>
    public const string ReassignBrand = "re-assign";

    /// <summary>*I'll answer*.</summary>
    public const string Claim = "claim";

    /// <summary>*Not ours*, with input <see cref="Inputs.Reason"/>.</summary>
    public const string NotOurs = "not-ours";

    /// <summary>*Mark answered*, with inputs <see cref="Inputs.Answer"/> and <see cref="Inputs.Visibility"/>.</summary>
    public const string MarkAnswered = "mark-answered";

    /// <summary>*Release*.</summary>
    public const string Release = "release";

    /// <summary>*More time*.</summary>
    public const string MoreTime = "more-time";

    /// <summary>*Hand over*, with input <see cref="Inputs.To"/>.</summary>
    public const string HandOver = "hand-over";

    /// <summary>*Reopen*.</summary>
    public const string Reopen = "reopen";

    /// <summary>*See them*: the similar ones.</summary>
    public const string Similar = "similar";

    /// <summary>*Apply to all similar*: shows what would happen.</summary>
    public const string ApplySimilar = "apply-similar";

    /// <summary>*Apply to all*, of what was shown.</summary>
    public const string ApplyAll = "apply-all";

    /// <summary>*Only the exact copies* of what was shown.</summary>
    public const string ApplyExact = "apply-exact";

    /// <summary>*History*.</summary>
    public const string History = "history";

    /// <summary>The card as it is now; sent by a platform when somebody looks, and by a button.</summary>
    public const string Refresh = "refresh";

    /// <summary>Every verb there is.</summary>
    public static IReadOnlySet<string> All { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        CustomerService, PublicReply, NoResponse, Undo, Reroute, Suggest, Note, Snooze, ReassignBrand, Claim, NotOurs, MarkAnswered, Release, MoreTime, HandOver, Reopen,
        Similar, ApplySimilar, ApplyAll, ApplyExact, History, Refresh,
    };

    /// <summary>The verb, or <c>unknown</c>: for logs and metrics, where a forged one must not leave its words.</summary>
    public static string Known(string verb) => All.Contains(verb) ? verb : "unknown";

    /// <summary>The category a verb or an input names; nothing for anything else.</summary>
    public static Category? CategoryOf(string? verb) => verb switch
    {
        CustomerService => Category.CustomerService,
        PublicReply => Category.PublicRelations,
        NoResponse => Category.NoResponse,
        _ => null,
    };

    /// <summary>The verb that chooses a category.</summary>
    public static string Of(Category category) => category switch
    {
        Category.CustomerService => CustomerService,
        Category.PublicRelations => PublicReply,
        _ => NoResponse,
    };
}
