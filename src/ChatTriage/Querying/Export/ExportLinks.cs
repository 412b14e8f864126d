using System.Security.Cryptography;
using ChatTriage.Mentions;
using ChatTriage.Platforms;
using ChatTriage.Querying.Answers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace ChatTriage.Querying.Export;

/// <summary>
/// Addresses of downloads: sealed, for a quarter of an hour, with who asked what and when. The first browser that downloads is given a sign, and from then
/// on the address is worth nothing without it.
/// </summary>
public sealed class ExportLinks(IDataProtectionProvider protection)
{
    private const int MaxLength = 4000;
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(15);
    private readonly ITimeLimitedDataProtector _links = protection.CreateProtector("ChatTriage.Exports").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector _signs = protection.CreateProtector("ChatTriage.Exports.Browsers").ToTimeLimitedDataProtector();

    /// <summary>The path of the page that offers the download; given to the asker alone.</summary>
    public string PathOf(QuestionPressed pressed)
    {
        string plain = string.Join('\n', WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(12)), pressed.Person.Address, pressed.Person.TimeZone?.Id, pressed.Asked);
        return $"/export/{WebEncoders.Base64UrlEncode(_links.Protect(System.Text.Encoding.UTF8.GetBytes(plain), Valid))}";
    }

    /// <summary>
    /// What the address asks for, and what it is called in the store and in the cookie: that was sealed too, because one address can be written in several
    /// ways. Nothing for what was not sealed here or is over.
    /// </summary>
    public (string Key, QuestionPressed Pressed)? Open(string token)
    {
        if (token.Length > MaxLength)
        {
            return null;
        }

        try
        {
            string plain = System.Text.Encoding.UTF8.GetString(_links.Unprotect(WebEncoders.Base64UrlDecode(token)));
            return plain.Split('\n', 4) is [var key, var who, var zone, var asked] && Address.TryParse(who, out Address person) && AskedAgain.Read(asked) is { } question
                ? (key, new QuestionPressed(
                    new Person(person, person.Id, TimeZoneInfo.TryFindSystemTimeZoneById(zone, out TimeZoneInfo? known) ? known : null, NameIsCertain: false), QuestionVerbs.Csv, question, Place: null,
                    new Dictionary<string, string>(StringComparer.Ordinal)))
                : null;
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The sign for the first browser.</summary>
    public string SignFor(string key) => _signs.Protect(key, Valid);

    /// <summary>Whether a browser was the first.</summary>
    public bool IsSign(string? sign, string key)
    {
        try
        {
            return sign is { Length: > 0 and < MaxLength } && _signs.Unprotect(sign) == key;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
