using ChatTriage.Enrichment.Analysis;
using ChatTriage.Enrichment.Brands;
using ChatTriage.Mentions;
using ChatTriage.Routing;
using ChatTriage.Settings;

namespace ChatTriage.Enrichment;

/// <summary>The brands of one moment with their matcher: immutable, so that a change of settings swaps all of it at once.</summary>
public sealed class BrandSnapshot
{
    private readonly Dictionary<string, Brand> _byName;
    private readonly BrandMatcher _matcher;
    private readonly Lazy<TermMask> _mask;

    private BrandSnapshot(IReadOnlyList<Brand> brands, Brand common)
    {
        Brands = brands;
        Common = common;
        _byName = brands.ToDictionary(brand => brand.Name, StringComparer.OrdinalIgnoreCase);
        _matcher = new BrandMatcher([.. brands.Select(brand => brand.Rule!)]);
        AsksForLanguage = brands.Any(brand => brand.Rule!.AsksForLanguage);
        _mask = new Lazy<TermMask>(() => TermMask.Of(brands.SelectMany(brand => BrandTerms.Of(brand))));
    }

    /// <summary>All brands in settings order.</summary>
    public IReadOnlyList<Brand> Brands { get; }

    /// <summary>The common settings, for items whose brand is no longer configured.</summary>
    public Brand Common { get; }

    /// <summary>Whether a rule asks in which language a post is, so that it has to be known before anything matches.</summary>
    public bool AsksForLanguage { get; }

    /// <summary>The words by which the brands are named, for engines that must not read them.</summary>
    public TermMask Mask => _mask.Value;

    /// <summary>Resolves settings that were validated before, and the channels that were connected besides.</summary>
    public static BrandSnapshot From(ChatTriageOptions options, IReadOnlyList<ConnectedChannel> connected)
    {
        Brand common = Resolve(new BrandOptions { Name = "(other)" }, options, connected, rule: null);
        return new BrandSnapshot([.. options.Brands.Select(brand => Resolve(brand, options, connected, MatchRule.Parse(brand.Match)))], common);
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

    private static Brand Resolve(BrandOptions brand, ChatTriageOptions options, IReadOnlyList<ConnectedChannel> connected, MatchRule? rule) => new()
    {
        Name = brand.Name,
        Kind = brand.Kind,
        Rule = rule,
        TriageChannels = Channels(brand, brand.Channels, options.Triage.Channels, connected, CardRole.Triage),
        Owners = Addresses(brand.Owners, options.Triage.Owners),
        Backups = Addresses(brand.Backups, options.Triage.Backups),
        BackupAfter = options.Triage.BackupAfter,
        CustomerService = ResolveDesk(brand, brand.Desks.CustomerService, options.Desks.CustomerService, connected, CardRole.CustomerService),
        PublicRelations = ResolveDesk(brand, brand.Desks.PublicRelations, options.Desks.PublicRelations, connected, CardRole.PublicRelations),
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(brand.TimeZone ?? options.TimeZone),
        HasOwnTimeZone = brand.TimeZone is not null,
    };

    private static Desk ResolveDesk(BrandOptions brand, DeskOptions own, DeskOptions common, IReadOnlyList<ConnectedChannel> connected, CardRole place) =>
        new(Channels(brand, own.Channels, common.Channels, connected, place), Addresses(own.Responders, common.Responders));

    /// <summary>The brand's own channels, whether they stand in the settings or were connected; the common ones where it has none.</summary>
    private static Address[] Channels(BrandOptions brand, string[] own, string[] common, IReadOnlyList<ConnectedChannel> connected, CardRole place)
    {
        Address[] mine = [.. own.Select(Address.Parse), .. connected.Where(one => one.Place == place && one.Brand.Equals(brand.Name, StringComparison.OrdinalIgnoreCase)).Select(one => one.Channel)];
        return [.. (mine.Length > 0 ? mine : common.Select(Address.Parse).Concat(connected.Where(one => one.Place == place && one.Brand.Length == 0).Select(one => one.Channel))).Distinct()];
    }

    private static Address[] Addresses(string[] own, string[] common) => [.. (own.Length > 0 ? own : common).Select(Address.Parse).Distinct()];
}
