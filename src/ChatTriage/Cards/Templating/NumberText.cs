using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatTriage.Cards.Templating;

/// <summary>Numbers as the reference writes them: JavaScript's shortest form, except that long ids from data keep every digit.</summary>
internal static class NumberText
{
    private const double MaxExactInteger = 9_007_199_254_740_992;

    public static double Read(JsonValue number) => number.TryGetValue(out double value)
        ? value
        : double.Parse(number.ToJsonString(), CultureInfo.InvariantCulture);

    public static JsonNode ToNode(double number) =>
        double.IsInteger(number) && Math.Abs(number) <= MaxExactInteger ? JsonValue.Create((long)number) : JsonValue.Create(number);

    public static string Show(double number, JsonNode? source)
    {
        var size = Math.Abs(number);
        if (double.IsInteger(number) && size <= MaxExactInteger)
        {
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        }

        return size switch
        {
            > MaxExactInteger when source is not null => source.ToJsonString(),
            > MaxExactInteger and < 1e21 => number.ToString("F0", CultureInfo.InvariantCulture),
            >= 1e-6 and < 1e-4 => number.ToString("0.####################", CultureInfo.InvariantCulture),
            _ => number.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant(),
        };
    }
}
