namespace ChatTriage.Querying.Grammar;

/// <summary>The line of a question as words and quoted text.</summary>
internal static class Phrases
{
    /// <summary>What may open a quotation, with what closes it. Telephones make curly ones of straight ones, each language its own.</summary>
    private static readonly Dictionary<char, string> Quotes = new() { ['"'] = "\"", ['“'] = "”“\"", ['”'] = "”\"", ['„'] = "“”\"", ['«'] = "»", ['»'] = "«" };

    /// <summary>Whether a quotation may begin with it.</summary>
    public static bool OpensQuote(char sign) => Quotes.ContainsKey(sign);

    /// <summary>Whether it says "without", as it stands before a word.</summary>
    public static bool IsMinus(char sign) => sign is '-' or '–' or '\u2212';

    /// <summary>The next place that is neither space nor comma.</summary>
    public static int Skip(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or ',')
        {
            at++;
        }

        return at;
    }

    /// <summary>Where the word ends that begins there: at a space, or at a comma that ends it.</summary>
    public static int WordEnd(string text, int start)
    {
        int end = text.IndexOf(' ', start);
        end = end < 0 ? text.Length : end;
        while (end > start + 1 && text[end - 1] == ',')
        {
            end--;
        }

        return end;
    }

    /// <summary>Reads quoted text; a straight quote inside straight ones is written twice.</summary>
    /// <returns>The words and where the quotation ends; nothing when it never does.</returns>
    public static (string Words, int End)? Quoted(string text, int start)
    {
        string closing = Quotes[text[start]];
        for (int end = start + 1; end < text.Length; end++)
        {
            if (!closing.Contains(text[end], StringComparison.Ordinal))
            {
                continue;
            }

            if (text[start] == '"' && end + 1 < text.Length && text[end + 1] == '"')
            {
                end++;
                continue;
            }

            string words = text[(start + 1)..end];
            return ((text[start] == '"' ? words.Replace("\"\"", "\"", StringComparison.Ordinal) : words).Trim(), end + 1);
        }

        return null;
    }

    /// <summary>Writes quoted text.</summary>
    public static string Quote(string words) => $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>What the longest phrase of a group that begins there means, and where it ends.</summary>
    public static (string Concept, int End)? Find(this Vocabulary words, string group, string text, int start)
    {
        (string, int)? found = null;
        int end = start - 1;
        for (int count = words.LongestPhrase(group); count > 0 && end < text.Length; count--)
        {
            end = WordEnd(text, end + 1);
            found = words.Find(group, text.AsSpan(start, end - start)) is { } concept ? (concept, end) : found;
            if (end < text.Length && text[end] == ',')
            {
                break;
            }
        }

        return found;
    }
}
