using System.Text;

namespace ChatTriage.Enrichment.Brands;

/// <summary>Foldings of single lower-case letters and signs that Unicode normalization leaves alone.</summary>
internal static class LetterFolds
{
    private const string SmallCapitals = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ";
    private const string SmallCapitalLetters = "abcdefghijklmnoprstuvwyz";

    /// <summary>The folded form, never empty.</summary>
    public static string Of(Rune rune) => rune.Value switch
    {
        'ß' => "ss",
        'ς' => "σ",
        'ı' or 'ɩ' => "i",
        'ø' => "o",
        'đ' or 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ɑ' => "a",
        'ɡ' => "g",
        '’' or '‘' or 'ʼ' or 'ʻ' or '′' => "'",
        '“' or '”' or '„' => "\"",
        '‐' or '‑' or '‒' or '–' or '—' or '−' => "-",
        _ when rune.IsBmp && SmallCapitals.IndexOf((char)rune.Value) is >= 0 and var i => SmallCapitalLetters[i..(i + 1)],
        _ => rune.ToString(),
    };
}
