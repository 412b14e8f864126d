namespace ChatTriage.Cards.Templating;

/// <summary>Where in which template a value stands.</summary>
internal sealed record TemplatePlace(string Template, string Path, int? Column = null)
{
    /// <inheritdoc/>
    public override string ToString() => Column is { } column ? $"{Path}, column {column}" : Path;
}
