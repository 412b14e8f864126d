using System.Collections.Frozen;

namespace ChatTriage.Enrichment.Stories;

/// <summary>
/// Words that turn a claim into its opposite, in the bigger languages, as they look once case and apostrophes are gone. One too many costs a card of its own, one
/// too few may put a denial under the card of what it denies.
/// </summary>
internal static class Negations
{
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        [
            // English, with and without the apostrophe that phones leave out.
            "no", "not", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "cannot", "without", "nope", "nah", "hardly", "barely", "unable",
            "aint", "arent", "cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt", "mightnt", "mustnt", "neednt", "shant", "shouldnt", "wasnt", "werent", "wont", "wouldnt",
            // German, Dutch, Scandinavian.
            "nicht", "nichts", "nie", "niemals", "niemand", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nein", "ohne", "weder", "nix",
            "niet", "geen", "nooit", "niemand", "niets", "zonder", "nee", "inte", "ingen", "inget", "inga", "aldrig", "icke", "utan", "ikke", "intet", "aldri", "ingenting", "uten", "uden", "nej", "nei", "ej",
            // French, Spanish, Portuguese, Italian, Romanian, Catalan.
            "ne", "pas", "jamais", "rien", "aucun", "aucune", "personne", "sans", "non", "ni", "nunca", "nada", "nadie", "ninguno", "ninguna", "ningún", "sin", "tampoco", "jamás",
            "não", "nao", "nem", "ninguém", "nenhum", "nenhuma", "sem", "jamais", "mai", "niente", "nulla", "nessuno", "nessuna", "senza", "né", "mica", "nu", "nici", "niciodată", "fără", "mai", "cap", "res", "sense",
            // Slavic, Baltic, Greek, Hungarian, Finnish, Turkish.
            "nie", "nigdy", "nikt", "nic", "bez", "ani", "není", "není", "nejsou", "nemá", "nikdy", "nikdo", "nema", "nije", "nisu", "nikad", "не", "нет", "ни", "никогда", "никто", "ничего", "без", "нельзя",
            "немає", "ні", "ніколи", "ніхто", "нічого", "няма", "никога", "није", "нема", "δεν", "δε", "μην", "μη", "όχι", "ποτέ", "κανείς", "χωρίς", "nem", "ne", "soha", "senki", "semmi", "nincs", "nélkül",
            "ei", "en", "et", "emme", "ette", "eivät", "eikä", "älä", "ilman", "koskaan", "değil", "yok", "hayır", "hiç", "asla",
            // Arabic, Hebrew, Persian, Urdu, Hindi, Bengali, Indonesian, Vietnamese, Tagalog, Swahili.
            "لا", "ليس", "ليست", "لم", "لن", "ما", "مش", "غير", "بدون", "كلا", "לא", "אין", "אל", "בלי", "אף", "נה", "نه", "نیست", "هیچ", "بدون", "نہیں", "نہ", "مت", "नहीं", "नही", "मत", "ना", "बिना", "nahi", "nahin", "mat",
            "না", "নয়", "নেই", "tidak", "tak", "bukan", "jangan", "belum", "tanpa", "gak", "nggak", "ga", "không", "chẳng", "chưa", "đừng", "hindi", "wala", "huwag", "hapana", "siyo", "sio", "bila",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A bit for the word when it denies; 0 for any other.</summary>
    public static ulong MarkOf(ReadOnlySpan<char> word) => word.Length <= 10 && Lookup.Contains(word) ? 1UL << (int)(TextHash.Of(word) & 63) : 0;

    /// <summary>A bit for a sign that denies where no spaces part the words: Chinese, Japanese, Korean, Thai.</summary>
    public static ulong MarkOf(char sign, char before) => (before, sign) switch
    {
        (_, '不') => 1UL << 1,
        (_, '没' or '沒') => 1UL << 2,
        (_, '無' or '无') => 1UL << 3,
        (_, '未') => 1UL << 4,
        (_, '非') => 1UL << 5,
        (_, '別' or '别') => 1UL << 6,
        ('な', 'い' or 'か' or 'く') => 1UL << 7,
        ('せ', 'ん') => 1UL << 8,
        (_, '않') => 1UL << 9,
        (_, '없') => 1UL << 10,
        (_, '못') => 1UL << 11,
        (' ', '안') => 1UL << 12,
        ('ไ', 'ม') => 1UL << 13,
        _ => 0,
    };
}
