namespace ChatTriage.Settings;

/// <summary>Rules of the section <c>Api</c>. A token itself stays out of every message, which ends up in logs.</summary>
internal static class ApiRules
{
    private const int MinLength = 32;
    private const int MaxLength = 512;
    private const string Example = "the output of: openssl rand -hex 32";

    /// <summary>All faults.</summary>
    public static IEnumerable<SettingFault> Faults(ApiOptions api)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < api.Tokens.Length; i++)
        {
            (string name, string token) = (api.Tokens[i].Name, api.Tokens[i].Token);
            if (name.Length is 0 or > 64 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            {
                yield return new($"Api:Tokens:{i}:Name", "a client is called by 1 to 64 letters, digits, dots, hyphens or underscores", "dashboard");
            }
            else if (!names.Add(name))
            {
                yield return new($"Api:Tokens:{i}:Name", $"'{name}' is there twice", "dashboard-2");
            }

            if (token.Length is < MinLength or > MaxLength || !token.All(letter => letter is > ' ' and < '\x7f'))
            {
                yield return new($"Api:Tokens:{i}:Token", $"a token has {MinLength} to {MaxLength} characters of ASCII without spaces", Example);
            }
            else if (!tokens.Add(token))
            {
                yield return new($"Api:Tokens:{i}:Token", "another client has the same token", Example);
            }
        }
    }
}
