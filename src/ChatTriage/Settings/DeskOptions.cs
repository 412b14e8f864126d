namespace ChatTriage.Settings;

/// <summary>Sections <c>Desks:CustomerService</c> and <c>Desks:PublicRelations</c>: where routed items land and who may answer them.</summary>
public sealed class DeskOptions
{
    /// <summary>Channels that show the desk's items; several are mirrors: still one item and one claim.</summary>
    public string[] Channels { get; set; } = [];

    /// <summary>Who may claim; empty means anybody in the channel.</summary>
    public string[] Responders { get; set; } = [];
}
