using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace ChatTriage.Querying.Grammar;

/// <summary>
/// The words of the grammar, from every <c>words.*.json</c> that is part of the program: all languages are understood at once. A file holds groups (what stands in
/// one place of a question), in them what is meant, and for that the words people write; docs/questions.md tells translators more.
/// </summary>
public sealed class Vocabulary
{
    /// <summary>Groups that may stand in the same place, so that a word of one must not also be in another.</summary>
    private static readonly string[] AfterTheName = ["words", "periods", "weekdays", "months"];

    private static readonly Lazy<Vocabulary> Embedded = new(() => Read([.. Files().Select(name => (name, Text(name)))]));

    private readonly FrozenDictionary<string, Group> _groups;

    private Vocabulary(Dictionary<string, Dictionary<string, string>> groups) =>
        _groups = groups.ToFrozenDictionary(group => group.Key, group => new Group(group.Value), StringComparer.Ordinal);

    /// <summary>The languages that the program brings along.</summary>
    public static Vocabulary Shared => Embedded.Value;

    /// <summary>Reads files of words.</summary>
    /// <param name="files">Their names and contents.</param>
    /// <exception cref="InvalidDataException">A word has two meanings in one place, or what it should mean is unknown.</exception>
    public static Vocabulary Read(IReadOnlyList<(string Name, string Json)> files)
    {
        var groups = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        var meanings = new HashSet<(string, string)>();
        foreach ((string file, string json) in files)
        {
            Dictionary<string, Dictionary<string, string[]>> read = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(json) ?? throw new InvalidDataException($"{file} holds no words.");
            foreach ((string group, string concept, string word) in read.SelectMany(group => group.Value.SelectMany(concept => concept.Value.Select(word => (group.Key, concept.Key, QuestionText.Of(word).Text)))))
            {
                // The first file is the complete one: others add words, not meanings.
                if (!meanings.Contains((group, concept)) && !(file == files[0].Name && meanings.Add((group, concept))))
                {
                    throw new InvalidDataException($"{file}: '{concept}' is no meaning of '{group}'.");
                }

                Dictionary<string, string> words = groups.TryGetValue(group, out Dictionary<string, string>? known) ? known : groups[group] = new(StringComparer.OrdinalIgnoreCase);
                if (!words.TryAdd(word, concept) && words[word] != concept)
                {
                    throw new InvalidDataException($"{file}: '{word}' in '{group}' means '{words[word]}' and '{concept}'.");
                }
            }
        }

        var placed = AfterTheName.Where(groups.ContainsKey).SelectMany(group => groups[group].Keys, (group, word) => (group, word)).GroupBy(word => word.word, StringComparer.OrdinalIgnoreCase);
        return placed.FirstOrDefault(word => word.Count() > 1) is { } twice
            ? throw new InvalidDataException($"'{twice.Key}' stands in {string.Join(" and ", twice.Select(word => $"'{word.group}'"))}, which are read in the same place.")
            : new Vocabulary(groups);
    }

    /// <summary>What a word or phrase means in that place; nothing when it is not known there.</summary>
    public string? Find(string group, ReadOnlySpan<char> word) => _groups.TryGetValue(group, out Group? words) && words.Lookup.TryGetValue(word, out string? concept) ? concept : null;

    /// <summary>The same for meanings that have a type: <c>no-response</c> is <c>NoResponse</c>.</summary>
    public T? Find<T>(string group, ReadOnlySpan<char> word)
        where T : struct, Enum => Find(group, word) is { } concept && Enum.TryParse(concept.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out T value) ? value : null;

    /// <summary>How many words the longest phrase of a group has.</summary>
    public int LongestPhrase(string group) => _groups.TryGetValue(group, out Group? words) ? words.LongestPhrase : 0;

    /// <summary>Every word of a group with what it means.</summary>
    public IReadOnlyList<(string Word, string Concept)> Words(string group) => _groups.TryGetValue(group, out Group? words) ? words.Words : [];

    private static IEnumerable<string> Files() => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith("ChatTriage.Querying.Grammar.words.", StringComparison.Ordinal)).OrderBy(name => !name.EndsWith("words.en.json", StringComparison.Ordinal)).ThenBy(name => name, StringComparer.Ordinal);

    private static string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private sealed class Group(Dictionary<string, string> words)
    {
        /// <summary>In the order of the files, so that of two words that are equally near always the same one is named.</summary>
        public (string Word, string Concept)[] Words { get; } = [.. words.Select(word => (word.Key, word.Value))];

        public FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup { get; } =
            words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

        public int LongestPhrase { get; } = words.Keys.Max(word => word.Count(letter => letter == ' ') + 1);
    }
}
