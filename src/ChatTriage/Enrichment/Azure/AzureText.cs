using System.Globalization;
using System.Text;

namespace ChatTriage.Enrichment.Azure;

/// <summary>
/// The service's measures of a text. What is too long for it is left to the built-in model as a whole: half a text can have another tone than all of it.
/// </summary>
public static class AzureText
{
    /// <summary>Most text elements (what a reader takes for one character) of a document.</summary>
    public const int MostElements = 5_120;

    /// <summary>Characters of a text record, of which each started one is paid.</summary>
    public const int RecordElements = 1_000;

    /// <summary>Most bytes of a request; the service takes 1 MB.</summary>
    public const int MostRequestBytes = 1_000_000;

    /// <summary>Most UTF-16 units of one text: with thousands of marks on each letter even a few text elements would fill a request.</summary>
    private const int MostUnits = 40_000;

    /// <summary>What JSON needs at most for a UTF-16 unit, and around a text.</summary>
    private const int BytesOfUnit = 6;
    private const int BytesAround = 200;

    /// <summary>Whether it can be asked about.</summary>
    public static bool Fits(string text) => text.Length <= MostUnits && !string.IsNullOrWhiteSpace(text) && (text.Length <= MostElements || ElementsOf(text) <= MostElements);

    /// <summary>The text as it is sent: a lone surrogate cannot be written in UTF-8.</summary>
    public static string Clean(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>How many text records it is.</summary>
    public static int RecordsOf(string text) => Math.Max(1, (ElementsOf(text) + RecordElements - 1) / RecordElements);

    /// <summary>Cuts questions of one kind into calls of the allowed number and size.</summary>
    public static IEnumerable<IReadOnlyList<AzureQuestion>> Calls(IEnumerable<AzureQuestion> questions)
    {
        var call = new List<AzureQuestion>();
        int bytes = 0;
        foreach (AzureQuestion question in questions)
        {
            int more = (question.Text.Length * BytesOfUnit) + BytesAround;
            if (call.Count > 0 && (call.Count == AzureQuestion.MostAtOnce(question.Kind) || bytes + more > MostRequestBytes))
            {
                yield return call;
                (call, bytes) = ([], 0);
            }

            call.Add(question);
            bytes += more;
        }

        if (call.Count > 0)
        {
            yield return call;
        }
    }

    private static int ElementsOf(ReadOnlySpan<char> text)
    {
        int elements = 0;
        for (; text.Length > 0; elements++)
        {
            text = text[StringInfo.GetNextTextElementLength(text)..];
        }

        return elements;
    }
}
