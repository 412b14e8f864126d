namespace ChatTriage.Cards.Templating.Functions;

/// <summary>A built-in function: pure, over evaluated arguments.</summary>
/// <param name="Name">Its name; case matters.</param>
/// <param name="MinArguments">The fewest arguments it takes.</param>
/// <param name="MaxArguments">The most arguments it takes.</param>
/// <param name="Body">What it does.</param>
internal sealed record Function(string Name, int MinArguments, int MaxArguments, Func<CardValue[], CardValue> Body);
