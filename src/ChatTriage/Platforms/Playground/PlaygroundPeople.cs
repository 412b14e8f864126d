using ChatTriage.Enrichment;
using ChatTriage.Mentions;
using ChatTriage.Settings;

namespace ChatTriage.Platforms.Playground;

/// <summary>The people a visitor of the playground can be: six invented ones, or those in the settings; and everybody the settings give a right.</summary>
public sealed class PlaygroundPeople(LiveSettings settings)
{
    private static readonly string[] Samples = ["olivia=Olivia Ortiz", "ben=Ben Bauer", "ana=Ana Alves", "carl=Carl Conti", "petra=Petra Park", "noah=Noah Novak"];

    /// <summary>All of them, with what they do.</summary>
    public IReadOnlyList<(Address Address, string Name, string Role)> All()
    {
        string[] configured = settings.Options.Playground.People is { Length: > 0 } people ? people : Samples;
        var named = configured.Select(entry => entry.Split('=', 2)).ToDictionary(entry => new Address("playground", entry[0].Trim()), entry => entry[^1].Trim());
        IEnumerable<Address> withRights = settings.Brands.Brands.SelectMany(brand => brand.Owners.Concat(brand.Backups).Concat(brand.CustomerService.Responders).Concat(brand.PublicRelations.Responders))
            .Where(person => person.Platform == "playground");
        return [.. named.Keys.Union(withRights).Select(person => (person, named.GetValueOrDefault(person, person.Id), RoleOf(person)))];
    }

    /// <summary>The person as an interaction names it; somebody unknown is called by the id.</summary>
    public Person Person(Address address, string? timeZone)
    {
        string name = All().FirstOrDefault(person => person.Address == address).Name ?? address.Id;
        return new Person(address, name, TimeZoneInfo.TryFindSystemTimeZoneById(timeZone ?? "", out TimeZoneInfo? zone) ? zone : null);
    }

    private string RoleOf(Address person)
    {
        IReadOnlyList<Brand> brands = settings.Brands.Brands;
        bool Any(Func<Brand, IEnumerable<Address>> people) => brands.Any(brand => people(brand).Contains(person));
        return Any(brand => brand.Owners) ? "Owner"
            : Any(brand => brand.Backups) ? "Backup"
            : Any(brand => brand.CustomerService.Responders) ? "Customer service"
            : Any(brand => brand.PublicRelations.Responders) ? "Public relations"
            : person.Id switch { "ana" or "carl" => "Customer service", "petra" => "Public relations", _ => "Colleague" };
    }
}
