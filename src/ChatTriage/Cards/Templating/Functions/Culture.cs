using System.Globalization;
using ChatTriage.Cards.Templating.Expressions;

namespace ChatTriage.Cards.Templating.Functions;

/// <summary>Locales by name, such as <c>de-DE</c>.</summary>
internal static class Culture
{
    public static CultureInfo Find(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            throw new ExpressionFaultException($"the locale '{name}' is not known");
        }
    }
}
