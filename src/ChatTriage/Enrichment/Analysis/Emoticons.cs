namespace ChatTriage.Enrichment.Analysis;

/// <summary>Finds faces made of punctuation and tells their mood.</summary>
internal static class Emoticons
{
    /// <summary>:) :D =)</summary>
    public const byte Smile = 1;

    /// <summary>:( :'(</summary>
    public const byte Frown = 2;

    /// <summary>;)</summary>
    public const byte Wink = 3;

    /// <summary>:P</summary>
    public const byte Tongue = 4;

    /// <summary>:/ :| -_-</summary>
    public const byte Doubt = 5;

    /// <summary>:o</summary>
    public const byte Surprise = 6;

    /// <summary>&lt;3</summary>
    public const byte Heart = 7;

    /// <summary>&lt;/3</summary>
    public const byte BrokenHeart = 8;

    /// <summary>Reads a face at the start of the text.</summary>
    /// <param name="text">The rest of a text.</param>
    /// <param name="mood">One of the constants.</param>
    /// <returns>Its length; 0 when there is none.</returns>
    public static int TryRead(ReadOnlySpan<char> text, out byte mood)
    {
        mood = 0;
        switch (text)
        {
            case ['<', '3', ..]:
                mood = Heart;
                return 2;
            case ['<', '/', '3', ..]:
                mood = BrokenHeart;
                return 3;
            case ['-', '_', '-', ..]:
                mood = Doubt;
                return 3;
            case ['^', '_', '^', ..]:
                mood = Smile;
                return 3;
            case [':' or ';' or '=', .. var face]:
                return Face(text[0], face, out mood);
            case ['(', ':' or ';' or '=', ..]:
                mood = Smile;
                return 2;
            case [')', ':' or '=', .. var rest] when rest is [] || char.IsWhiteSpace(rest[0]):
                mood = Frown;
                return 2;
            default:
                return 0;
        }
    }

    private static int Face(char eyes, ReadOnlySpan<char> face, out byte mood)
    {
        int length = 1;
        while (length < 3 && face is ['-' or '\'' or '^' or '’' or ',', ..])
        {
            face = face[1..];
            length++;
        }

        mood = face is [var mouth, ..] ? MoodOf(eyes, mouth) : (byte)0;
        bool isLetter = face is [var first, ..] && char.IsAsciiLetterOrDigit(first);
        return mood == 0 || (isLetter && face.Length > 1 && char.IsLetterOrDigit(face[1])) ? 0 : length + 1;
    }

    private static byte MoodOf(char eyes, char mouth) => mouth switch
    {
        ')' or ']' or 'D' or '}' or '3' or '*' => eyes == ';' ? Wink : Smile,
        '(' or '[' or '{' or 'c' or 'C' or '@' => Frown,
        'p' or 'P' => Tongue,
        '/' or '\\' or '|' or 's' or 'S' or '$' => eyes == '=' ? (byte)0 : Doubt,
        'o' or 'O' or '0' => Surprise,
        _ => 0,
    };
}
