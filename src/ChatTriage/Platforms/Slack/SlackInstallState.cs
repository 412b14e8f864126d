using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatTriage.Settings;
using Microsoft.AspNetCore.DataProtection;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// Binds an install to the browser that began it: a random word goes to Slack and, encrypted, into a cookie. Whoever comes back with another
/// one, or with none, may have been sent here by somebody who wants an own workspace connected.
/// </summary>
internal sealed class SlackInstallState(IDataProtectionProvider protection, LiveSettings settings, TimeProvider clock)
{
    private const string Cookie = "chattriage-slack-install";
    private const int Length = 32;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);
    private readonly IDataProtector _protector = protection.CreateProtector("ChatTriage.Slack.Install");

    /// <summary>Begins: the word for Slack.</summary>
    public string Begin(HttpContext context)
    {
        string state = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length));
        long until = (clock.GetUtcNow() + Lasts).ToUnixTimeSeconds();
        context.Response.Cookies.Append(Cookie, _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{until}.{state}")), Options());
        return state;
    }

    /// <summary>Ends: whether this browser began with that word not long ago. The cookie goes in any case.</summary>
    public bool Take(HttpContext context, string? state)
    {
        string? cookie = context.Request.Cookies[Cookie];
        context.Response.Cookies.Delete(Cookie, Options());
        if (string.IsNullOrEmpty(cookie) || state is not { Length: 2 * Length })
        {
            return false;
        }

        try
        {
            string[] parts = _protector.Unprotect(cookie).Split('.', 2);
            return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(parts[1]), Encoding.UTF8.GetBytes(state))
                && long.Parse(parts[0], CultureInfo.InvariantCulture) >= clock.GetUtcNow().ToUnixTimeSeconds();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private CookieOptions Options() => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = settings.Options.Slack.RedirectUrl!.StartsWith("https:", StringComparison.OrdinalIgnoreCase),
        MaxAge = Lasts,
        Path = "/",
    };
}
