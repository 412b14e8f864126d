using System.Collections.Frozen;

namespace ChatTriage.Cards.Templating.Functions;

/// <summary>All built-in functions by name.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, Function> All =
        LogicFunctions.All
            .Concat(NumberFunctions.All)
            .Concat(TextFunctions.All)
            .Concat(ListFunctions.All)
            .Concat(ConversionFunctions.All)
            .Concat(UriFunctions.All)
            .Concat(DateFunctions.All)
            .ToFrozenDictionary(function => function.Name);

    public static Function? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>The function that differs by case alone.</summary>
    public static string? Similar(string name) => All.Keys.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
}
