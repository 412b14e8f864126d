using ChatTriage.Enrichment.Brands;
using ChatTriage.Mentions;
using ChatTriage.Settings;

namespace ChatTriage.Enrichment;

/// <summary>A watched brand with every setting resolved: what is its own and what is common.</summary>
public sealed record Brand
{
    /// <summary>Name people use in questions.</summary>
    public required string Name { get; init; }

    /// <summary>Own or competitor.</summary>
    public BrandKind Kind { get; init; }

    /// <summary>What names it in a text.</summary>
    public MatchRule? Rule { get; init; }

    /// <summary>Channels that show each new mention.</summary>
    public required IReadOnlyList<Address> TriageChannels { get; init; }

    /// <summary>Who decides.</summary>
    public required IReadOnlyList<Address> Owners { get; init; }

    /// <summary>Who decides when the owners are silent.</summary>
    public required IReadOnlyList<Address> Backups { get; init; }

    /// <summary>How long the owners have for themselves.</summary>
    public TimeSpan BackupAfter { get; init; }

    /// <summary>Where *Customer service* lands.</summary>
    public required Desk CustomerService { get; init; }

    /// <summary>Where *Public reply* lands.</summary>
    public required Desk PublicRelations { get; init; }

    /// <summary>The zone in which its day begins.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>Whether that is its own and not the server's.</summary>
    public bool HasOwnTimeZone { get; init; }

    /// <summary>The desk of a category; none for <see cref="Category.NoResponse"/>.</summary>
    public Desk? DeskOf(Category? category) => category switch
    {
        Category.CustomerService => CustomerService,
        Category.PublicRelations => PublicRelations,
        _ => null,
    };
}
