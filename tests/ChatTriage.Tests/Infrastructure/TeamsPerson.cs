namespace ChatTriage.Tests.Infrastructure;

/// <summary>Somebody in Teams.</summary>
/// <param name="Id">Id for this bot, <c>29:…</c>.</param>
/// <param name="Name">Shown name.</param>
/// <param name="ObjectId">Id in Entra; guests of other tenants have one there.</param>
/// <param name="Tenant">Whose tenant.</param>
public sealed record TeamsPerson(string Id, string Name, string ObjectId, string Tenant = TeamsMint.Tenant)
{
    /// <summary>Address in the program.</summary>
    public string Address => $"teams:{ObjectId}";
}
