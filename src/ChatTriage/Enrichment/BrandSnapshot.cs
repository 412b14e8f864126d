using ChatTriage.Enrichment.Brands;
using ChatTriage.Mentions;
using ChatTriage.Settings;

namespace ChatTriage.Enrichment;

/// <summary>The brands of one moment with their matcher: immutable, so that a change of settings swaps all of it at once.</summary>
public sealed class BrandSnapshot
{
    private readonly Dictionary<string, Brand> _byName;
    private readonly BrandMatcher _matcher;

    private BrandSnapshot(IReadOnlyList<Brand> brands, Brand common)
    {
        Brands = brands;
        Common = common;
        _byName = brands.ToDictionary(brand => brand.Name, StringComparer.OrdinalIgnoreCase);
        _matcher = new BrandMatcher([.. brands.Select(brand => brand.Rule!)]);
    }

    /// <summary>All brands in settings order.</summary>
    public IReadOnlyList<Brand> Brands { get; }

    /// <summary>The common settings, for items whose brand is no longer configured.</summary>
    public Brand Common { get; }

    /// <summary>Resolves settings that were validated before.</summary>
    public static BrandSnapshot From(ChatTriageOptions options)
    {
        Brand common = Resolve(new BrandOptions { Name = "(other)" }, options, rule: null);
        return new BrandSnapshot([.. options.Brands.Select(brand => Resolve(brand, options, MatchRule.Parse(brand.Match)))], common);
    }

    /// <summary>The brand of that name, without regard to case.</summary>
    public Brand? Find(string? name) => name is not null && _byName.TryGetValue(name, out Brand? brand) ? brand : null;

    /// <summary>The brand whose owner and desks decide about the mention.</summary>
    public Brand Of(Mention mention) => Find(mention.Brand) ?? Common;

    /// <summary>Adds the indexes into <see cref="Brands"/> that match, in settings order.</summary>
    public void Match(in MatchInput input, List<int> indexes)
    {
        indexes.Clear();
        _matcher.Match(input, indexes);
        indexes.Sort();
    }

    /// <summary>Its place in <see cref="Brands"/>, or -1 for a brand of another snapshot.</summary>
    public int IndexOf(Brand brand)
    {
        for (int i = 0; i < Brands.Count; i++)
        {
            if (ReferenceEquals(Brands[i], brand))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Which terms of a brand's rule are in the text, and where.</summary>
    public IReadOnlyList<TermHit> Explain(in MatchInput input, int index) => _matcher.Explain(input, index);

    private static Brand Resolve(BrandOptions brand, ChatTriageOptions options, MatchRule? rule) => new()
    {
        Name = brand.Name,
        Kind = brand.Kind,
        Rule = rule,
        TriageChannels = Addresses(brand.Channels, options.Triage.Channels),
        Owners = Addresses(brand.Owners, options.Triage.Owners),
        Backups = Addresses(brand.Backups, options.Triage.Backups),
        BackupAfter = options.Triage.BackupAfter,
        CustomerService = ResolveDesk(brand.Desks.CustomerService, options.Desks.CustomerService),
        PublicRelations = ResolveDesk(brand.Desks.PublicRelations, options.Desks.PublicRelations),
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(brand.TimeZone ?? options.TimeZone),
    };

    private static Desk ResolveDesk(DeskOptions own, DeskOptions common) =>
        new(Addresses(own.Channels, common.Channels), Addresses(own.Responders, common.Responders));

    private static Address[] Addresses(string[] own, string[] common) => [.. (own.Length > 0 ? own : common).Select(Address.Parse).Distinct()];
}
