namespace ChatTriage.Settings;

/// <summary>Section <c>Desks</c>.</summary>
public sealed class DesksOptions
{
    /// <summary>Where *Customer service* goes.</summary>
    public DeskOptions CustomerService { get; set; } = new();

    /// <summary>Where *Public reply* goes.</summary>
    public DeskOptions PublicRelations { get; set; } = new();
}
