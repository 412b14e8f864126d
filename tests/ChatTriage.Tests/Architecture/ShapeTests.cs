using System.Reflection;
using System.Text.RegularExpressions;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Architecture;

/// <summary>How the code is cut: small files, one type each, nothing open for inheritance by accident.</summary>
public sealed partial class ShapeTests
{
    private const int MaxLines = 300;
    private static readonly Assembly Product = typeof(ChatTriageBuilder).Assembly;

    /// <summary>Interfaces with several implementations alive at once; everything else is a class.</summary>
    private static readonly string[] Interfaces = ["IChatPlatform"];

    [Fact]
    public void No_File_Is_Longer_Than_A_Reader_Can_Hold() =>
        Repository.Sources.Where(source => source.Value.Count(c => c == '\n') > MaxLines).Select(source => source.Key).ShouldBeEmpty();

    [Fact]
    public void Classes_Are_Sealed_Unless_They_Are_Made_For_Inheritance()
    {
        Type[] types = [.. Types().Where(type => type.IsClass)];

        types.Where(type => !type.IsSealed && !type.IsAbstract && !types.Any(other => other.BaseType == type)).Select(type => type.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void Interfaces_Are_Few() => Types().Where(type => type.IsInterface).Select(type => type.Name).Order(StringComparer.Ordinal).ShouldBe(Interfaces);

    [Fact]
    public void One_Type_A_File_Named_Like_It()
    {
        string[] wrong =
        [
            .. Repository.Sources.Select(source => (source.Key, Types: TopLevelType().Matches(source.Value).Select(match => match.Groups[1].Value).ToArray()))
                .Where(file => file.Types.Length > 1 || (file.Types is [var only] && !Names(file.Key, only))).Select(file => $"{file.Key}: {string.Join(", ", file.Types)}"),
        ];

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Namespace_Follows_The_Folder()
    {
        string[] wrong =
        [
            .. Repository.Sources.Where(source => Namespace().Match(source.Value) is { Success: true } match
                    && match.Groups[1].Value != string.Join('.', source.Key.Split('/')[..^1].Prepend("ChatTriage")))
                .Select(source => source.Key),
        ];

        wrong.ShouldBeEmpty();
    }

    /// <summary>The namespaces of this program that have a name of their own; the compiler's and the generators' types do not count.</summary>
    private static IEnumerable<Type> Types() => Product.GetTypes().Where(type => !type.IsNested && type.Namespace?.StartsWith("ChatTriage", StringComparison.Ordinal) == true);

    /// <summary><c>SqliteWorkOfT.cs</c> holds <c>SqliteWork&lt;T&gt;</c>.</summary>
    private static bool Names(string path, string type) => Path.GetFileNameWithoutExtension(path) is var file && (file == type || file == $"{type}OfT");

    [GeneratedRegex(@"^(?:(?:public|internal|sealed|static|abstract|partial|readonly|file) )+(?:class|record struct|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
