using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;

namespace ChatTriage.Benchmarks;

/// <summary>
/// Makes triage decisions out of the airline tweets' human labels, as no public data has the three categories: a complaint with an operational reason went to
/// customer service, praise and any other complaint to public relations, a neutral tweet needed no response. Its weakness: many neutral ones are questions that a
/// desk would answer. For measuring alone; nothing that ships learns from it.
/// </summary>
public static class AirlineProxy
{
    private static readonly HashSet<string> Operational =
        ["Late Flight", "Cancelled Flight", "Lost Luggage", "Damaged Luggage", "Flight Booking Problems", "Customer Service Issue", "longlines"];

    /// <summary>Reads the tweets with their categories.</summary>
    public static async Task<IReadOnlyList<(string Id, string Text, string Category)>> ReadAsync(string file)
    {
        using StreamReader reader = File.OpenText(file);
        await using var csv = CsvReader.Create(reader, new CsvReaderOptions { Separator = ',' });
        await csv.ReadHeaderAsync();
        string[] headers = [.. csv.Headers];
        (int id, int text, int label, int reason) = (Place(headers, "id"), Place(headers, "text"), Place(headers, "label"), Place(headers, "reason"));
        var rows = new List<(string, string, string)>();
        while (await csv.ReadAsync())
        {
            rows.Add((csv.GetString(id), csv.GetString(text), CategoryOf(csv.GetString(label), csv.GetString(reason))));
        }

        return rows;
    }

    /// <summary>Splits by a hash of the id, so that any file of the same tweets is split alike: 56 of 100 to learn from, the rest held out.</summary>
    public static bool IsHeldOut(string id) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(id))) % 100 >= 56;

    /// <summary>Writes rows for <c>chattriage replay</c>.</summary>
    public static void Write(string file, IEnumerable<(string Id, string Text, string Category)> rows) => File.WriteAllText(
        file, rows.Aggregate(new StringBuilder("text,category\n"), (csv, row) => csv.Append(CultureInfo.InvariantCulture, $"\"{row.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{row.Category}\n")).ToString());

    /// <summary><c>proxy AIRLINE.csv --out FILE.csv [--test TEST.csv]</c>: all rows into one file, or the held-out ones into another.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var file, "--out", var learn, .. var rest] || rest is not ([] or ["--test", _]))
        {
            await Console.Error.WriteLineAsync("proxy AIRLINE.csv --out FILE.csv [--test TEST.csv]");
            return 2;
        }

        IReadOnlyList<(string Id, string Text, string Category)> rows = await ReadAsync(file);
        Write(learn, rows.Where(row => rest.Length == 0 || !IsHeldOut(row.Id)));
        if (rest is [_, var test])
        {
            Write(test, rows.Where(row => IsHeldOut(row.Id)));
        }

        Console.WriteLine(string.Join(", ", rows.GroupBy(row => row.Category).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} {group.Count():N0}"))));
        return 0;
    }

    private static string CategoryOf(string label, string reason) => label switch
    {
        "neutral" => "no-response",
        "negative" when Operational.Contains(reason) => "customer-service",
        _ => "public-reply",
    };

    private static int Place(string[] headers, string name) => Array.IndexOf(headers, name) is var place and >= 0 ? place : throw new InvalidDataException($"there is no column '{name}'");
}
