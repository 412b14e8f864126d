using System.Collections.Concurrent;
using ChatTriage.Mentions;
using ChatTriage.Storage;
using Dapper;
using Microsoft.Extensions.Caching.Hybrid;

namespace ChatTriage.Platforms;

/// <summary>
/// What people are called. A name is learnt whenever somebody does something and kept in the store; between replicas it travels
/// through the shared cache. Somebody who never did anything here, such as an owner on the first day, is asked for at the platform.
/// </summary>
public sealed class PersonNames(Database database, HybridCache cache, ChatPlatforms platforms)
{
    private const int MaxNameLength = 80;
    private const int MaxKnown = 20_000;
    private readonly ConcurrentDictionary<Address, string> _known = new();

    /// <summary>The name last heard, or the id as long as nobody told one.</summary>
    public string NameOf(Address person) => _known.TryGetValue(person, out string? name) ? name : person.Id;

    /// <summary>People seen on a platform, by name.</summary>
    public IReadOnlyList<Address> KnownOn(string platform) =>
        [.. _known.Where(person => person.Key.Platform == platform).OrderBy(person => person.Value, StringComparer.OrdinalIgnoreCase).Select(person => person.Key)];

    /// <summary>Several names as a list in a sentence: "Ana, Ben or Carl".</summary>
    public string AnyOf(IEnumerable<Address> people)
    {
        string[] names = [.. people.Select(NameOf)];
        return names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }

    /// <summary>Makes sure that the names are known where they are not yet.</summary>
    public async Task LearnAsync(IEnumerable<Address?> people, CancellationToken cancellation = default)
    {
        foreach (Address person in people.OfType<Address>().Where(person => person != Address.System && !_known.ContainsKey(person)).Distinct())
        {
            string name = await cache.GetOrCreateAsync(CacheKey(person), async token => await ReadAsync(person, token) ?? await AskAsync(person, token) ?? "", cancellationToken: cancellation);
            if (name.Length > 0)
            {
                Keep(person, name);
            }
        }
    }

    /// <summary>Notes what somebody is called now.</summary>
    public async Task RememberAsync(Person person, CancellationToken cancellation = default)
    {
        string name = Cards.CardText.Cut(Cards.CardText.OneLine(person.Name), MaxNameLength);
        if (name.Length == 0 || (_known.TryGetValue(person.Address, out string? known) && (known == name || !person.NameIsCertain)))
        {
            return;
        }

        if (!person.NameIsCertain && await ReadAsync(person.Address, cancellation) is { } stored)
        {
            Keep(person.Address, stored);
            return;
        }

        await database.WriteAsync(
            session => session.Connection.ExecuteAsync(
                "INSERT INTO person (address, name) VALUES (@Address, @name) ON CONFLICT (address) DO UPDATE SET name = excluded.name", new { person.Address, name }),
            cancellation);
        Keep(person.Address, name);
        await cache.SetAsync(CacheKey(person.Address), name, cancellationToken: cancellation);
    }

    private static string CacheKey(Address person) => $"person:{person}";

    private Task<string?> ReadAsync(Address person, CancellationToken cancellation) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<string?>("SELECT name FROM person WHERE address = @person", new { person }), cancellation);

    /// <summary>Kept like a name that was heard, so that it is asked for once.</summary>
    private async Task<string?> AskAsync(Address person, CancellationToken cancellation)
    {
        if (!platforms.TryFind(person, out IChatPlatform? platform) || await platform.NameOfAsync(person, cancellation) is not { } told)
        {
            return null;
        }

        string name = Cards.CardText.Cut(Cards.CardText.OneLine(told), MaxNameLength);
        await database.WriteAsync(
            session => session.Connection.ExecuteAsync("INSERT INTO person (address, name) VALUES (@person, @name) ON CONFLICT (address) DO NOTHING", new { person, name }), cancellation);
        return name;
    }

    private void Keep(Address person, string name)
    {
        if (_known.Count >= MaxKnown)
        {
            _known.Clear();
        }

        _known[person] = name;
    }
}
