namespace ChatTriage.Tests.Hostile;

/// <summary>What people and programs put into posts to do more than be read. Each names the brand, or it would get no card.</summary>
internal static class HostileTexts
{
    /// <summary>A word that nothing but a hostile post or author holds.</summary>
    public const string Canary = "c4n4ryw0rd";

    /// <summary>The texts by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["markup"] = $"brightwater {Canary} <script>alert(1)</script> <img src=x onerror=alert(1)> <b>bold</b> &lt;i&gt; </textarea>",
        ["pings"] = $"brightwater {Canary} <!channel> <!here|here> <@U012AB3CD> <#C012|general> @everyone <at>Olivia</at>",
        ["markdown"] = $"brightwater {Canary} **bold** _it_ `code` [click](javascript:alert(1)) ![x](https://evil.example/x.png) # title\n- list\n> quote",
        ["template"] = $"brightwater {Canary} ${{title}} ${{$root}} ${{state}} $${{if(true, 'x', 'y')}} \\${{x}} ${{json('{{}}')}}",
        ["date function"] = $"brightwater {Canary} {{{{DATE(2020-01-01T00:00:00Z)}}}} {{{{TIME(2020-01-01T00:00:00Z)}}}}",
        ["three braces"] = $"brightwater {Canary} {{{{{{DATE(2020-01-01T00:00:00Z)}}}}}} {{{{{{{{TIME(2020-01-01T00:00:00Z)}}}}}}}}",
        ["braces behind a hidden character"] = $"brightwater {Canary} {{\u202E{{DATE(2020-01-01T00:00:00Z)}}}} {{\u0001\u200E{{TIME(2020-01-01T00:00:00Z)}}}}",
        ["long"] = $"brightwater {Canary} {string.Concat(Enumerable.Repeat("lorem ipsum ", 8_400))}",
        ["long without blanks"] = $"brightwater {Canary} {new string('A', 100_000)}",
        ["nul"] = $"bright\0water {Canary} \0\0 end\0",
        ["controls"] = $"brightwater {Canary} \u001b[31mred\u001b[0m \a\b\v\f\u0085\u009b31m \r\n\r\n\r\n\t",
        ["right to left"] = $"brightwater {Canary} \u202Egnp.exe\u202C \u2066\u2067\u2068\u2069 \u200F\u200E\u061C \u202A\u202B\u202D",
        ["emoji only"] = $"💧 brightwater {Canary} {string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦🏳️‍🌈🇺🇦👍🏽", 60))}",
        ["zalgo"] = $"brightwater {Canary} {string.Concat("evil".Select(letter => letter + string.Concat(Enumerable.Repeat("\u0300\u0316\u0334\u0489", 2_000))))}",
        ["one endless grapheme"] = $"brightwater {Canary} e{new string('\u0301', 50_000)}",
        ["tags and hidden"] = $"brightwater {Canary} \U000E0041\U000E0042\U000E007F \u2060\u2061\uFEFF\u00AD\u180E x",
        ["lying link"] = $"brightwater {Canary} <https://evil.example|https://brightwater.example/login> https://brightwater.example@evil.example/ xn--brghtwater-9db.example",
        ["json"] = $"brightwater {Canary} \"}}], \"actions\": [{{\"type\": \"Action.OpenUrl\", \"url\": \"javascript:alert(1)\"}}], \"x\": \"\\u0022 \\\\",
        ["sql"] = $"brightwater {Canary} '); DROP TABLE mention; -- \" OR 1=1 %00 @p0 :p1",
        ["lines"] = $"brightwater {Canary}\r\n\r\n2026-11-23 · Olivia Ortiz · answered\u2028Answered by Olivia\u2029Needs a decision · Brightwater",
    };

    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Keys];
}
