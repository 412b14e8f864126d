namespace ChatTriage.Enrichment.Analysis;

/// <summary>The few English words that turn or strengthen the words after them.</summary>
internal static class EnglishWords
{
    /// <summary>Whether the words after it mean the opposite.</summary>
    public static bool IsNegation(ReadOnlySpan<char> word) => word switch
    {
        [.., 'n', '\'', 't'] => true,
        "not" or "no" or "never" or "none" or "nobody" or "nothing" or "neither" or "nor" or "nowhere" or "cannot" or "without" or "hardly" or "barely" or "rarely" => true,
        "dont" or "doesnt" or "didnt" or "isnt" or "wasnt" or "arent" or "werent" or "wont" or "wouldnt" or "couldnt" or "shouldnt" or "cant" => true,
        "havent" or "hasnt" or "hadnt" or "aint" or "nah" or "stop" or "zero" => true,
        _ => false,
    };

    /// <summary>How much stronger the next word is: above 0 stronger, below 0 weaker.</summary>
    public static float Boost(ReadOnlySpan<char> word) => word switch
    {
        "very" or "so" or "really" or "too" or "extremely" or "absolutely" or "totally" or "completely" or "incredibly" or "super" or "such" => 0.3f,
        "most" or "more" or "much" or "fucking" or "fuckin" or "freaking" or "damn" or "hella" or "soo" or "sooo" or "truly" or "utterly" or "highly" => 0.3f,
        "kinda" or "kind" or "sorta" or "slightly" or "somewhat" or "bit" or "less" or "almost" or "little" or "marginally" => -0.3f,
        _ => 0,
    };
}
