using System.Text;
using ChatTriage.Querying.Grammar;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Querying.Grammar;

/// <summary>A million things nobody should type. A fixed seed, so that a failure can be looked at.</summary>
public sealed class QuestionFuzzTests
{
    private const int Inputs = 1_000_000;

    private static readonly BrandNames Brands = BrandNames.Of([.. QuestionGens.Odd.Where((_, i) => i % 4 == 0), "Rival", "Third Wave"]);

    private static readonly string[] Words =
    [
        .. new[] { "questions", "prefixes", "words", "periods", "units", "clock", "numbers", "weekdays", "months", "filters", "sentiment", "status", "category" }
            .SelectMany(group => Vocabulary.Shared.Words(group).Select(word => word.Word)),
        "acme", "rival", "third wave", "\"", "“", "”", "„", "«", "»", "-", "–", ":", ",", "..", "sentiment:", "source:", "tz:", "author:@", "lang:", "7", "7d", "0", "99999999999", "14:00", "2pm", "2026-11-01", "2026-02-30",
        "2026-11-01..", "..2026-11-07", "1.11.2026", "/", "tz:Europe/Berlin", "tz:/dev/zero", "\0", "\t", "\u202e", "\u200d", "\ud83d", "\udd25", "🔥", "👩‍🚀", "لا", "{{", "‹", "›", "?", "!", ".", "'", "’", "\"\"",
    ];

    [Fact]
    [Trait("Kind", "Slow")]
    public void A_Million_Inputs_Are_Understood_Or_Answered_With_An_Example_That_Works()
    {
        string[] typed = [.. File.ReadAllLines(Repository.At("tests", "ChatTriage.Tests", "Querying", "Grammar", "questions.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" =", 2)[0])];
        int[] understood = new int[Environment.ProcessorCount];
        Parallel.For(0, Environment.ProcessorCount, part =>
        {
            var random = new Random(20261123 + part);
            for (int i = part; i < Inputs; i += Environment.ProcessorCount)
            {
                string text = (i % 3) switch { 0 => Signs(random), 1 => Sentence(random), _ => Mutated(random, typed) };
                understood[part] += Check(text, i % 8 == 0) ? 1 : 0;
            }
        });

        // Both ends are really reached.
        understood.Sum().ShouldBeInRange(Inputs / 50, Inputs / 2);
    }

    [Theory]
    [InlineData(501)]
    [InlineData(5_000)]
    [InlineData(5_000_000)]
    public void More_Than_Five_Hundred_Characters_Are_Not_Answered_By_Halves(int length)
    {
        string text = $"acme {new string('x', length - 5)}";
        var answer = QuestionParser.Parse(text, Brands).ShouldBeOfType<Question.NotUnderstood>();
        answer.Problem.ShouldBe("A question has at most 500 characters; this one is longer");
        (answer.Start, answer.Length, answer.Example).ShouldBe((500, length - 500, "Acme today"));
        QuestionParser.Parse($"acme today{new string(' ', length)}", Brands).ShouldBeOfType<Question.AboutBrand>();
    }

    private static bool Check(string text, bool printed)
    {
        Question question = QuestionParser.Parse(text, Brands);
        if (question is Question.NotUnderstood wrong)
        {
            bool fine = wrong.Start >= 0 && wrong.Length >= 0 && wrong.Start + wrong.Length <= text.Length && wrong.Problem.Length is > 0 and < 300 && !wrong.Problem.Any(char.IsControl)
                && wrong.Marked is { Length: < 200 } marked && !marked.Any(char.IsControl) && (!printed || QuestionParser.Parse(wrong.Example, Brands) is not Question.NotUnderstood);
            fine.ShouldBeTrue(Escaped(text));
            return false;
        }

        if (printed)
        {
            QuestionParser.Parse(QuestionPrinter.Print(question, Brands), Brands).ShouldBe(question, Escaped(text));
        }

        return true;
    }

    private static string Signs(Random random) => string.Create(random.Next(0, 40), random, (signs, source) =>
    {
        for (int i = 0; i < signs.Length; i++)
        {
            signs[i] = source.Next(4) == 0 ? (char)source.Next(0, 0x10000) : (char)source.Next(0x20, 0x7f);
        }
    });

    private static string Sentence(Random random)
    {
        var text = new StringBuilder(random.Next(3) > 0 ? "acme" : "");
        for (int words = random.Next(1, 9); words > 0; words--)
        {
            text.Append(random.Next(6) > 0 ? " " : "").Append(Words[random.Next(Words.Length)]);
        }

        return text.ToString();
    }

    private static string Mutated(Random random, string[] typed)
    {
        var text = new StringBuilder(typed[random.Next(typed.Length)]);
        for (int changes = random.Next(1, 4); changes > 0 && text.Length > 0; changes--)
        {
            int at = random.Next(text.Length);
            _ = random.Next(5) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, text[random.Next(text.Length)]),
                2 => text.Replace(text[at], (char)random.Next(0x20, 0x250), at, 1),
                3 => text.Insert(at, $" {Words[random.Next(Words.Length)]} "),
                _ => text.Append(' ').Append(Words[random.Next(Words.Length)]),
            };
        }

        return text.ToString();
    }

    private static string Escaped(string text) => string.Concat(text.Select(sign => sign is >= ' ' and < '\x7f' ? $"{sign}" : $"\\u{(int)sign:x4}"));
}
